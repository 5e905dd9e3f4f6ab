#include "process.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "../posix/executable.h"
#include "../posix/priority.h"
#include "../posix/signals.h"
#include "darwin_process.h"
#include "process_signal.h"

namespace psutil {

namespace {

// Signals that only BSD systems have, and the highest one: sys/signal.h.
constexpr int kSigEmt = 7, kSigInfo = 29, kMaxSignal = 31;

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

/// Throws the error of setpriority(2): donice() in bsd/kern/kern_resource.c.
void CheckDarwinNice(DarwinProcess& process, int nice) {
  if (geteuid() == 0) return;
  const ProcessIds owner = process.Uids();
  if (geteuid() != owner.effective && getuid() != owner.effective) throw SystemError(EPERM, "setpriority");
  if (nice < process.Nice()) throw SystemError(EACCES, "setpriority");
}

bool SetDarwinNice(const Host& host, const Target& target, int nice, bool dry_run) {
  return ChangeProcess<DarwinContext, DarwinProcess>(host, target, "setpriority", [&](DarwinProcess& process) {
    if (dry_run) return CheckDarwinNice(process, nice);
    SetPriority(target.pid, nice);
  });
}

/// The version is that of the target if the target still has the PID afterwards. A zombie, and a process that executes
/// another program meanwhile, are signalled by their PID.
bool SignalDarwin(const Host& host, const Target& target, int signal) {
  const auto version = signal > 0 ? FindPidVersion(target.pid) : std::nullopt;
  return ChangeProcess<DarwinContext, DarwinProcess>(host, target, "kill", [&](DarwinProcess& process) {
    if (version && SignalVersion(target.pid, *version, signal)) return;
    process.EnsureSame();
    SendSignal(target.pid, signal);
  });
}

}  // namespace

void AddProcess(ProcessCollectors& collectors, ProcessWatches& watches) {
  AddKinfoProcess<DarwinContext, DarwinProcess>(collectors, watches);
  collectors.platformConstants = DarwinConstants;
  collectors.setProcessNice = SetDarwinNice;
  collectors.executableError = ExecutableError;
  AddSignals<SignalDarwin>(collectors);
}

}  // namespace psutil
