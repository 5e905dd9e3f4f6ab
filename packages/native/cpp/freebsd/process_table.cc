#include "process_table.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

#include <cerrno>

#include "../bsd/boot_time.h"
#include "../bsd/sysctl.h"

namespace psutil {

namespace {

/// Reads a table together with the boot time that its starts contain: both move when the clock is set.
template <class Read>
auto ReadWithStarts(Read&& read) {
  constexpr int kMaxAttempts = 20;
  uint64_t boot = ReadBootMicroseconds();
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    auto processes = read();
    const uint64_t after = ReadBootMicroseconds();
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

std::optional<KinfoProcess> FindProcess(int pid) try {
  const auto found = ReadWithStarts(
      [&] { return ParseProcessTable(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_PID, pid}, kinfo_offset::kSize)); });
  if (found.empty() || found.front().pid != pid) return std::nullopt;
  return found.front();
} catch (const SystemError& error) {
  if (error.failure.code != ESRCH) throw;
  return std::nullopt;
}

std::vector<KinfoProcess> ReadThreads(int pid) {
  return ParseThreadTable(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_PID | KERN_PROC_INC_THREAD, pid}));
}

}  // namespace psutil
