#include "boot_time.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

#include "sysctl.h"

namespace psutil {

int64_t ReadBootMicroseconds() {
  constexpr size_t kMicroseconds = 8, kSize = 16;  // struct timeval
  const std::string time = ReadSysctl({CTL_KERN, KERN_BOOTTIME}, kSize);
  return ReadAt<int64_t>(time, 0) * 1'000'000 + ReadAt<int32_t>(time, kMicroseconds);
}

double ReadBootTime() { return static_cast<double>(ReadBootMicroseconds()) / 1e6; }

}  // namespace psutil
