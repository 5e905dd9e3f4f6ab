#include "fd.h"

#include <unistd.h>

namespace psutil {

Fd::~Fd() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace psutil
