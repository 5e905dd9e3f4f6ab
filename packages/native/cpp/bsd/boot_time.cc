#include "boot_time.h"

#include "sysctl.h"

namespace psutil {

double ReadBootTime() {
  constexpr size_t kMicroseconds = 8;  // struct timeval
  const std::string time = ReadSysctl("kern.boottime");
  return static_cast<double>(ReadAt<int64_t>(time, 0)) + ReadAt<int32_t>(time, kMicroseconds) / 1e6;
}

}  // namespace psutil
