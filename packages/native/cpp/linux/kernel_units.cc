#include "kernel_units.h"

#include <unistd.h>

namespace psutil {

uint64_t PageSize(const Host& host) {
  static const uint64_t page_size = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  return host.pageSize ? static_cast<uint64_t>(*host.pageSize) : page_size;
}

double ClockTick(const Host& host) {
  static const double clock_tick = static_cast<double>(sysconf(_SC_CLK_TCK));
  return host.clockTick ? *host.clockTick : clock_tick;
}

}  // namespace psutil
