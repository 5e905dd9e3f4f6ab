#include "process.h"

#include <signal.h>
#include <sys/types.h>
// After sys/types.h.
#include <sys/resource.h>
#include <sys/sysctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "../bsd/sysctl.h"
#include "../posix/executable.h"
#include "../posix/priority.h"
#include "../posix/rlimit.h"
#include "../posix/signals.h"
#include "freebsd_process.h"
#include "process_affinity.h"

namespace psutil {

namespace {

std::vector<std::pair<int, int>> FreebsdResources() {
  return {{0, RLIMIT_CPU},     {1, RLIMIT_FSIZE}, {2, RLIMIT_DATA},   {3, RLIMIT_STACK},   {4, RLIMIT_CORE},
          {5, RLIMIT_RSS},     {6, RLIMIT_NPROC}, {7, RLIMIT_NOFILE}, {8, RLIMIT_MEMLOCK}, {9, RLIMIT_AS},
          {16, RLIMIT_SBSIZE}, {17, RLIMIT_NPTS}, {18, RLIMIT_SWAP}};
}

PlatformConstants FreebsdConstants(const Host&) {
  PlatformConstants constants;
  constants.signals = PosixSignals({{"SIGEMT", SIGEMT}, {"SIGINFO", SIGINFO}});
  constants.maxSignal = SIGRTMAX;
  constants.resources = ResourcesOf(FreebsdResources());
  constants.minNice = kMinNice;
  constants.maxNice = kMaxNice;
  constants.protectedPids = {0, 1};
  constants.devicePrefix = "/dev/";
  return constants;
}

/// Throws where the kernel does not let this process schedule another one: p_cansched() in kern/kern_prot.c.
void CheckScheduling(FreebsdProcess& process, const char* call) {
  const uint64_t owner = process.Uids().real;
  if (geteuid() != 0 && geteuid() != owner && getuid() != owner) throw SystemError(EPERM, call);
}

/// Throws the error of setpriority(2): donice() in kern/kern_resource.c.
void CheckFreebsdNice(FreebsdProcess& process, int nice) {
  CheckScheduling(process, "setpriority");
  if (geteuid() != 0 && nice < process.Nice()) throw SystemError(EACCES, "setpriority");
}

bool SetFreebsdNice(const Host& host, const Target& target, int nice, bool dry_run) {
  return ChangeProcess<FreebsdContext, FreebsdProcess>(host, target, "setpriority", [&](FreebsdProcess& process) {
    if (dry_run) return CheckFreebsdNice(process, nice);
    SetPriority(target.pid, nice);
  });
}

/// struct rlimit, which is the same on every architecture.
struct FreebsdLimit {
  int64_t soft = 0;
  int64_t hard = 0;
};
constexpr uint64_t kNoLimit = INT64_MAX;

FreebsdLimit ReadFreebsdLimit(int pid, int number) {
  return ReadAt<FreebsdLimit>(ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_RLIMIT, pid, number}), 0);
}

ResourceLimit GetFreebsdLimit(const Host& host, const Target& target, int resource) {
  const int number = FindResource(resource, FreebsdResources());
  FreebsdContext context(host);
  const FreebsdLimit limit = ReadIdentified<FreebsdProcess>(context, target, [&](FreebsdProcess& process) {
    const FreebsdLimit read = ReadFreebsdLimit(target.pid, number);
    process.EnsureSame();
    return read;
  });
  const auto convert = [](int64_t value) { return LimitOrNull(static_cast<uint64_t>(value), kNoLimit); };
  return {convert(limit.soft), convert(limit.hard)};
}

/// Throws the error of the change: it requires the right to debug the process, as its working directory does, and
/// raising the hard limit requires root.
void CheckFreebsdLimit(int pid, int number, const FreebsdLimit& limit) {
  RepeatInExec([&] { return ReadSysctl({CTL_KERN, KERN_PROC, KERN_PROC_CWD, pid}); });
  if (geteuid() != 0 && limit.hard > ReadFreebsdLimit(pid, number).hard) throw SystemError(EPERM, "sysctl");
}

bool SetFreebsdLimit(const Host& host, const Target& target, int resource, double soft, double hard, bool dry_run) {
  const int number = FindResource(resource, FreebsdResources());
  const auto convert = [](double value) {
    return static_cast<int64_t>(std::min(LimitFromDouble(value, kNoLimit), kNoLimit));
  };
  FreebsdLimit limit = {convert(soft), convert(hard)};
  return ChangeProcess<FreebsdContext, FreebsdProcess>(host, target, "sysctl", [&](FreebsdProcess& process) {
    if (dry_run) return CheckFreebsdLimit(target.pid, number, limit);
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_RLIMIT, target.pid, number};
    RepeatInExec([&] {
      process.EnsureSame();
      if (sysctl(name, 5, nullptr, nullptr, &limit, sizeof limit) != 0) throw SystemError(errno, "sysctl");
    });
  });
}

Nullable<int> SetFreebsdAffinity(const Host& host, const Target& target, const std::vector<int>& cpus, bool dry_run) {
  constexpr int kNoneEligible = -1;
  Nullable<int> wrong;
  ChangeProcess<FreebsdContext, FreebsdProcess>(host, target, "cpuset_setaffinity", [&](FreebsdProcess& process) {
    const std::vector<int> known = ReadEligibleCpus(target.pid);
    for (const int cpu : cpus) {
      if (!wrong && !std::binary_search(known.begin(), known.end(), cpu)) wrong = cpu;
    }
    if (wrong) return;
    if (dry_run) return CheckScheduling(process, "cpuset_setaffinity");
    if (!WriteAffinity(target.pid, cpus.empty() ? known : cpus)) wrong = kNoneEligible;
  });
  return wrong;
}

bool SignalFreebsd(const Host& host, const Target& target, int signal) {
  return ChangeProcess<FreebsdContext, FreebsdProcess>(host, target, "kill",
                                                       [&](FreebsdProcess&) { SendSignal(target.pid, signal); });
}

}  // namespace

void AddProcess(ProcessCollectors& collectors, ProcessWatches& watches) {
  AddKinfoProcess<FreebsdContext, FreebsdProcess>(collectors, watches);
  collectors.platformConstants = FreebsdConstants;
  collectors.processLimit = GetFreebsdLimit;
  collectors.setProcessLimit = SetFreebsdLimit;
  collectors.setProcessNice = SetFreebsdNice;
  collectors.setProcessAffinity = SetFreebsdAffinity;
  collectors.executableError = ExecutableError;
  AddSignals<SignalFreebsd>(collectors);
}

}  // namespace psutil
