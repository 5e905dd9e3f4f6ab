#include "priority.h"

#include <sys/resource.h>
#include <sys/types.h>

#include <cerrno>

#include "../core/error.h"

namespace psutil {

void SetPriority(int pid, int nice) {
  if (setpriority(PRIO_PROCESS, static_cast<id_t>(pid), nice) != 0) throw SystemError(errno, "setpriority");
}

}  // namespace psutil
