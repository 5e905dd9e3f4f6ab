#include "process.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "pid_namespace.h"
#include "pids.h"
#include "procfs_process.h"

namespace psutil {

namespace {

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  ProcfsContext context(host);
  return ReadIdentified<ProcfsProcess>(context, target, [](auto& process) { return process.MemoryRegions(); });
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  ProcfsContext context(host, kind);
  return ReadIdentified<ProcfsProcess>(context, target, [](auto& process) { return process.Connections(); });
}

/// Signal 0 to a thread of a thread group whose IDs are equal reaches a group leader only: a TID is not a PID.
int TrySignal(int pid) { return syscall(SYS_tgkill, pid, pid, 0) == 0 ? 0 : errno; }

/// Returns whether a process exists; nothing where a sandbox refuses the system call, also on this process.
std::optional<bool> LocalPidExists(int pid) {
  const int code = TrySignal(pid);
  if (code == 0) return true;
  if (code == ESRCH) return false;
  if (code == EPERM && TrySignal(getpid()) == 0) return true;
  return std::nullopt;
}

bool PidExists(const Host& host, int pid) {
  if (pid <= 0) return false;
  const auto exists = HasLocalPids(host) ? LocalPidExists(pid) : std::nullopt;
  if (exists) return *exists;
  const auto pids = ReadPids(host);
  return std::binary_search(pids.begin(), pids.end(), pid);
}

}  // namespace

void AddProcess(ProcessCollectors& collectors) {
  AddProcessEngine<ProcfsContext>(collectors);
  collectors.pidExists = PidExists;
  collectors.ownPid = OwnPid;
  collectors.hasLocalPids = HasLocalPids;
  collectors.processMemoryMaps = ReadMemoryMaps;
  collectors.processConnections = ReadProcessConnections;
}

}  // namespace psutil
