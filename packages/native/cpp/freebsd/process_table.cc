#include "process_table.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>
#include <sys/time.h>

#include <cerrno>

#include "../bsd/sysctl.h"

namespace psutil {

namespace {

/// Microseconds since 1970.
int64_t BootMicroseconds() {
  int name[] = {CTL_KERN, KERN_BOOTTIME};
  timeval time{};
  size_t size = sizeof time;
  if (sysctl(name, 2, &time, &size, nullptr, 0) != 0) throw SystemError(errno, "sysctl", "kern.boottime");
  return static_cast<int64_t>(time.tv_sec) * 1'000'000 + static_cast<int64_t>(time.tv_usec);
}

/// Reads a table together with the boot time that its starts contain: both move when the clock is set.
template <class Read>
auto ReadWithStarts(Read&& read) {
  constexpr int kMaxAttempts = 20;
  int64_t boot = BootMicroseconds();
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    auto processes = read();
    const int64_t after = BootMicroseconds();
    if (after == boot) {
      for (KinfoProcess& process : processes) process.start_since_boot = StartSinceBoot(process, boot);
      return processes;
    }
    boot = after;
  }
  throw SystemError(EAGAIN, "sysctl", "kern.boottime");
}

}  // namespace

// KERN_PROC_PROC has one row for each process.
std::vector<KinfoProcess> ReadProcessTable() {
  return ReadWithStarts([] { return ParseProcessTable(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_PROC})); });
}

std::optional<KinfoProcess> FindProcess(int pid) {
  const auto found = ReadWithStarts(
      [&] { return ParseProcessTable(FindSysctl({CTL_KERN, KERN_PROC, KERN_PROC_PID, pid}, ESRCH).value_or("")); });
  if (found.empty() || found.front().pid != pid) return std::nullopt;
  return found.front();
}

std::vector<KinfoProcess> ReadThreads(int pid) {
  return ParseThreadTable(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_PID | KERN_PROC_INC_THREAD, pid}));
}

}  // namespace psutil
