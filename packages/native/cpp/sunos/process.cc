#include "process.h"

#include <unistd.h>

#include <cerrno>

#include "kstat.h"
#include "procfs_process.h"

namespace psutil {

namespace {

bool PidExists(const Host& host, int pid) {
  return pid >= 0 && access((host.proc + "/" + std::to_string(pid) + "/psinfo").c_str(), F_OK) == 0;
}

bool HasLocalPids(const Host& host) { return host.IsLocal(); }

int OwnPid(const Host& host) {
  RequireLocal(host, "a process without a PID, on a host that does not contain this process,");
  return getpid();
}

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  ProcfsContext context(host);
  return ReadIdentified<ProcfsProcess>(context, target, [](auto& process) { return process.MemoryRegions(); });
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  ProcfsContext context(host, kind);
  return ReadIdentified<ProcfsProcess>(context, target, [](auto& process) { return process.Connections(); });
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
