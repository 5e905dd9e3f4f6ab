#include "process_table.h"

#include <sys/sysctl.h>

#include "../bsd/sysctl.h"

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

}  // namespace psutil
