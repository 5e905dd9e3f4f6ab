#include "process_control.h"

#include <priv.h>
#include <unistd.h>

#include <cerrno>

#include "../posix/executable.h"
#include "../posix/priority.h"
#include "../posix/signals.h"
#include "exit_poller.h"
#include "kstat.h"
#include "procfs_process.h"

namespace psutil {

namespace {

/// Runs a change on a process whose identity is checked.
template <class Change>
void ChangeProcess(const Host& host, const Target& target, const char* call, Change&& change) {
  RequireLocal(host, call);
  ProcfsContext context(host);
  ReadIdentified<ProcfsProcess>(context, target, [&](ProcfsProcess& process) {
    process.Start();  // a change requires the identity to be known, where a read accepts an unreadable start
    change(process);
  });
}

bool Signal(const Host& host, const Target& target, int signal) {
  ChangeProcess(host, target, "sendSignal", [&](ProcfsProcess&) { SendSignal(target.pid, signal); });
  return true;
}

void RequireAllowed(bool is_allowed, int code) {
  if (!is_allowed) throw SystemError(code, "setpriority");
}

/// Throws the error of setpriority(2), which requires privileges(7) for processes of other users and for a higher
/// priority.
void CheckNice(ProcfsProcess& process, int nice) {
  const uint64_t user = geteuid();
  const ProcessIds uids = process.Uids();
  RequireAllowed(uids.real == user || uids.effective == user || priv_ineffect("proc_owner"), EPERM);
  const bool may_raise = priv_ineffect("proc_prioup") || priv_ineffect("proc_priocntl");
  RequireAllowed(nice >= process.Nice() || may_raise, EACCES);
}

bool SetNice(const Host& host, const Target& target, int nice, bool dry_run) {
  ChangeProcess(host, target, "setpriority", [&](ProcfsProcess& process) {
    // The system call does not find processes of the kernel.
    RequireAllowed(!process.IsKernel(), EPERM);
    if (dry_run) return CheckNice(process, nice);
    SetPriority(target.pid, nice);
  });
  return true;
}

/// SIGEMT of signal.h, which other systems with POSIX signals lack.
constexpr int kSigemt = 7;

PlatformConstants Constants(const Host&) {
  PlatformConstants constants;
  constants.signals = PosixSignals({{"SIGEMT", kSigemt}, {"SIGPWR", SIGPWR}, {"SIGPOLL", SIGPOLL}});
  constants.maxSignal = SIGRTMAX;
  constants.minNice = kMinNice;
  constants.maxNice = kMaxNice;
  // sched, init, pageout and fsflush.
  constants.protectedPids = {0, 1, 2, 3};
  constants.devicePrefix = "/dev/";
  return constants;
}

std::shared_ptr<EventSource> WatchProcessExit(const Host& host, const Target& target) {
  std::shared_ptr<EventSource> source;
  ChangeProcess(host, target, "wait",
                [&](ProcfsProcess& process) { source = std::make_shared<ProcessExit>(process.OpenForExit()); });
  return source;
}

}  // namespace

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches) {
  AddSignals<Signal>(collectors);
  collectors.setProcessNice = SetNice;
  collectors.platformConstants = Constants;
  collectors.executableError = ExecutableError;
  watches.makePoller = MakeExitPoller;
  watches.processExit = WatchProcessExit;
}

}  // namespace psutil
