#include "process_table.h"

#include <libproc.h>
#include <sys/sysctl.h>

#include "../bsd/sysctl.h"
#include "../bsd/timeval.h"

namespace psutil {

namespace {

/// The kernel, which may leave out itself.
KinfoProcess KernelTask() {
  KinfoProcess kernel;
  kernel.state = KinfoState::kRunning;
  kernel.flags = kIsSystem;
  kernel.name = "kernel_task";
  return kernel;
}

}  // namespace

std::vector<KinfoProcess> ReadProcessTable() {
  std::vector<KinfoProcess> processes = ParseProcessTable(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_ALL}));
  if (processes.empty() || processes.front().pid != 0) processes.insert(processes.begin(), KernelTask());
  return processes;
}

// For a PID without a process the call succeeds and returns nothing.
std::optional<KinfoProcess> FindProcess(int pid) {
  const auto found = ParseProcessTable(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_PID, pid}, kinfo_offset::kSize));
  if (!found.empty() && found.front().pid == pid) return found.front();
  return pid == 0 ? std::optional(KernelTask()) : std::nullopt;
}

// For the row of a process, the kernel goes through all of them. This call finds a process by a hash table, and is
// denied to other users.
std::optional<uint64_t> FindStart(int pid) {
  std::string bytes(bsd_info_offset::kSize, '\0');
  const auto size = static_cast<int>(bytes.size());
  // The row of the kernel may have another start.
  if (pid != 0 && proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, bytes.data(), size) == size) {
    return MicrosecondsAt(bytes, bsd_info_offset::kStart);
  }
  const auto process = FindProcess(pid);
  return process ? std::optional(process->start) : std::nullopt;
}

}  // namespace psutil
