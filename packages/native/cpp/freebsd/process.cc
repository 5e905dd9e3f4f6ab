#include "process.h"

#include <signal.h>

#include "freebsd_process.h"

namespace psutil {

namespace {

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  FreebsdContext context(host);
  return ReadIdentified<FreebsdProcess>(context, target, [](auto& process) { return process.MemoryRegions(); });
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  FreebsdContext context(host, kind);
  return ReadIdentified<FreebsdProcess>(context, target, [](auto& process) { return process.Connections(); });
}

bool FreebsdPidExists(const Host&, int pid) {
  if (pid < 0) return false;
  // The PID 0 stands for the process group in kill(2).
  if (pid == 0) return FindProcess(pid).has_value();
  return kill(pid, 0) == 0 || errno == EPERM;
}

}  // namespace

void AddProcess(ProcessCollectors& collectors) {
  AddProcessEngine<FreebsdContext>(collectors);
  collectors.pidExists = FreebsdPidExists;
  collectors.processMemoryMaps = ReadMemoryMaps;
  collectors.processConnections = ReadProcessConnections;
}

}  // namespace psutil
