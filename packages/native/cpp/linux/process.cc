#include "process.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

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
bool LocalPidExists(int pid) { return syscall(SYS_tgkill, pid, pid, 0) == 0 || errno == EPERM; }

bool PidExists(const Host& host, int pid) {
  if (pid <= 0) return false;
  if (host.IsLocal()) return LocalPidExists(pid);
  const auto pids = ReadPids(host);
  return std::binary_search(pids.begin(), pids.end(), pid);
}

}  // namespace

void AddProcess(ProcessCollectors& collectors) {
  AddProcessEngine<ProcfsContext>(collectors);
  collectors.pidExists = PidExists;
  collectors.processMemoryMaps = ReadMemoryMaps;
  collectors.processConnections = ReadProcessConnections;
}

}  // namespace psutil
