#include "boot_time.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

#include "sysctl.h"
#include "timeval.h"

namespace psutil {

uint64_t ReadBootMicroseconds() {
  constexpr size_t kSize = 16;  // struct timeval
  return MicrosecondsAt(ReadSysctl({CTL_KERN, KERN_BOOTTIME}, kSize), 0);
}

double ReadBootTime() { return static_cast<double>(ReadBootMicroseconds()) / 1e6; }

}  // namespace psutil
