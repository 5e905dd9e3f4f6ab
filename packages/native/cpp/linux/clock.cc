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

// The kernel's btime is rounded to a second, and a container may be shown another than its start ticks count from: so
// the clocks are asked. What they said is kept while they still agree with it, so that a process is given the same
// start each time; a clock that was set is followed.
double LocalBootTime(double precision) {
  static std::atomic<double> kept{0};
  const double now = Seconds(CLOCK_REALTIME) - Seconds(CLOCK_BOOTTIME);
  if (std::abs(now - kept) > precision) kept = now;
  return kept;
}

}  // namespace psutil
