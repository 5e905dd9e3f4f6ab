#include "process.h"

#include <windows.h>

#include <cerrno>

#include "process_context.h"
#include "process_handle.h"
#include "windows_process.h"

namespace psutil {

namespace {

bool PidExists(const Host&, int pid) try {
  if (pid < 0) return false;
  OpenProcessHandle(pid, PROCESS_QUERY_LIMITED_INFORMATION);
  return true;
} catch (const SystemError& error) {
  if (error.failure.kind == ProcessFailureKind::kGone) return false;
  // A PID that may not be opened may be that of a process which has exited, or lack its two low bits.
  return ReadProcessTable()->Find(pid) != nullptr;
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  WindowsContext context(host, kind);
  return ReadIdentified<WindowsProcess>(context, target, [](auto& process) { return process.Connections(); });
}

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  WindowsContext context(host);
  return ReadIdentified<WindowsProcess>(context, target,
                                        [](WindowsProcess& process) { return process.MemoryRegions(); });
}

}  // namespace

void AddProcess(ProcessCollectors& collectors) {
  AddProcessEngine<WindowsContext>(collectors);
  collectors.pidExists = PidExists;
  collectors.processConnections = ReadProcessConnections;
  collectors.processMemoryMaps = ReadMemoryMaps;
}

}  // namespace psutil
