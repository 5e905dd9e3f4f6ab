#include "clock.h"

#include <atomic>
#include <cmath>
#include <ctime>

namespace psutil {

namespace {

double Seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

// The btime of the kernel is rounded to a second, and lxcfs may show a container another one than start times count
// from. So the boot time is computed from the clocks, and kept while it agrees with them to the given precision: a
// process then always has the same create time. A clock that was set is followed.
double LocalBootTime(double precision) {
  static std::atomic<double> kept{0};
  const double now = Seconds(CLOCK_REALTIME) - Seconds(CLOCK_BOOTTIME);
  if (std::abs(now - kept) > precision) kept = now;
  return kept;
}

}  // namespace psutil
