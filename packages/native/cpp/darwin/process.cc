#include "process.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "../bsd/kqueue.h"
#include "../posix/executable.h"
#include "../posix/priority.h"
#include "../posix/signals.h"
#include "darwin_process.h"
#include "process_signal.h"

namespace psutil {

namespace {

// Signals that only BSD systems have, and the highest one: sys/signal.h.
constexpr int kSigEmt = 7, kSigInfo = 29, kMaxSignal = 31;

std::vector<MappedRegion> ReadMemoryMaps(const Host& host, const Target& target) {
  DarwinContext context(host);
  return ReadIdentified<DarwinProcess>(context, target, [](auto& process) { return process.MemoryRegions(); });
}

std::vector<Connection> ReadProcessConnections(const Host& host, const Target& target, const std::string& kind) {
  DarwinContext context(host, kind);
  return ReadIdentified<DarwinProcess>(context, target, [](auto& process) { return process.Connections(); });
}

bool DarwinPidExists(const Host&, int pid) {
  if (pid < 0) return false;
  // The PID of the kernel, which stands for the process group in kill(2).
  if (pid == 0) return true;
  return kill(pid, 0) == 0 || errno == EPERM;
}

PlatformConstants DarwinConstants(const Host&) {
  PlatformConstants constants;
  constants.signals = PosixSignals({{"SIGEMT", kSigEmt}, {"SIGINFO", kSigInfo}});
  constants.maxSignal = kMaxSignal;
  constants.minNice = kMinNice;
  constants.maxNice = kMaxNice;
  constants.protectedPids = {0, 1};
  constants.devicePrefix = "/dev/";
  return constants;
}

/// Runs a change on a process whose identity is checked. System calls take the PID of the kernel for this process or
/// for its group.
template <class Change>
bool ChangeDarwin(const Host& host, const Target& target, const char* call, Change&& change) {
  if (target.pid == 0) throw SystemError(EPERM, call);
  DarwinContext context(host);
  ReadIdentified<DarwinProcess>(context, target, change);
  return true;
}

/// Throws the error of setpriority(2): donice() in bsd/kern/kern_resource.c.
void CheckDarwinNice(DarwinProcess& process, int nice) {
  if (geteuid() == 0) return;
  const ProcessIds owner = process.Uids();
  if (geteuid() != owner.effective && getuid() != owner.effective) throw SystemError(EPERM, "setpriority");
  if (nice < process.Nice()) throw SystemError(EACCES, "setpriority");
}

bool SetDarwinNice(const Host& host, const Target& target, int nice, bool dry_run) {
  return ChangeDarwin(host, target, "setpriority", [&](DarwinProcess& process) {
    if (dry_run) return CheckDarwinNice(process, nice);
    SetPriority(target.pid, nice);
  });
}

/// The version is that of the target if the target still has the PID afterwards. A zombie, and a process that executes
/// another program meanwhile, are signalled by their PID.
bool SignalDarwin(const Host& host, const Target& target, int signal) {
  const auto version = signal > 0 ? FindPidVersion(target.pid) : std::nullopt;
  return ChangeDarwin(host, target, "kill", [&](DarwinProcess& process) {
    if (version && SignalVersion(target.pid, *version, signal)) return;
    process.EnsureSame();
    SendSignal(target.pid, signal);
  });
}

std::shared_ptr<EventSource> WatchDarwinExit(const Host& host, const Target& target) {
  // The source is bound to the process that has the PID now, and this process is identified afterwards.
  std::shared_ptr<EventSource> source;
  if (target.pid != 0) source = WatchExitOf(target.pid);
  ChangeDarwin(host, target, "kevent", [](DarwinProcess&) {});
  return source;
}

}  // namespace

void AddProcess(ProcessCollectors& collectors) {
  AddProcessEngine<DarwinContext>(collectors);
  collectors.pidExists = DarwinPidExists;
  collectors.processMemoryMaps = ReadMemoryMaps;
  collectors.processConnections = ReadProcessConnections;
}

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches) {
  collectors.platformConstants = DarwinConstants;
  collectors.setProcessNice = SetDarwinNice;
  collectors.executableError = ExecutableError;
  AddSignals<SignalDarwin>(collectors);
  watches.makePoller = MakeKqueuePoller;
  watches.processExit = WatchDarwinExit;
}

}  // namespace psutil
