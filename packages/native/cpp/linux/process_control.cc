#include "process_control.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

#include "../posix/executable.h"
#include "../posix/priority.h"
#include "../posix/rlimit.h"
#include "../posix/signals.h"
#include "cpu.h"
#include "epoll.h"
#include "file.h"
#include "pid_namespace.h"
#include "procfs_process.h"
#include "suspend_tree.h"

// Numbers of system calls that the headers of an old C library lack; they are the same on every architecture.
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

namespace psutil {

namespace {

constexpr int kIoprioWhoProcess = 1;
constexpr int kIoprioClassShift = 13;

void Check(long status, const char* call) {
  if (status < 0) throw SystemError(errno, call);
}

/// Runs a change on a process whose identity is checked.
template <class Change>
bool ChangeIdentified(const Host& host, const Target& target, const char* call, Change&& change) {
  RequireLocalPids(host, target, call);
  ProcfsContext context(host);
  ReadIdentified<ProcfsProcess>(context, target, [&](ProcfsProcess& process) {
    process.Stat();  // a change requires the identity to be known, where a read accepts an unreadable stat
    change(process);
  });
  return true;
}

/// struct rlimit64 of the kernel, which is the same on every architecture.
struct Limit {
  uint64_t soft;
  uint64_t hard;
};

constexpr uint64_t kInfinity = UINT64_MAX;

/// The constants are the numbers of x86 and ARM; MIPS, SPARC and Alpha have others.
std::vector<std::pair<int, int>> ResourceNumbers() {
  return {
      {0, RLIMIT_CPU},       {1, RLIMIT_FSIZE}, {2, RLIMIT_DATA},    {3, RLIMIT_STACK},
      {4, RLIMIT_CORE},      {5, RLIMIT_RSS},   {6, RLIMIT_NPROC},   {7, RLIMIT_NOFILE},
      {8, RLIMIT_MEMLOCK},   {9, RLIMIT_AS},    {10, RLIMIT_LOCKS},  {11, RLIMIT_SIGPENDING},
      {12, RLIMIT_MSGQUEUE}, {13, RLIMIT_NICE}, {14, RLIMIT_RTPRIO}, {15, RLIMIT_RTTIME},
  };
}

PlatformConstants Constants(const Host&) {
  PlatformConstants constants;
  constants.signals = PosixSignals({{"SIGSTKFLT", SIGSTKFLT}, {"SIGPOLL", SIGPOLL}, {"SIGPWR", SIGPWR}});
  constants.maxSignal = SIGRTMAX;
  constants.resources = ResourcesOf(ResourceNumbers());
  constants.minNice = kMinNice;
  constants.maxNice = kMaxNice;
  constants.protectedPids = {1};
  constants.devicePrefix = "/dev/";
  return constants;
}

ResourceLimit GetLimit(const Host& host, const Target& target, int resource) {
  Limit limit;
  const int number = FindResource(resource, ResourceNumbers());
  ChangeIdentified(host, target, "rlimit", [&](ProcfsProcess& process) {
    Check(syscall(SYS_prlimit64, target.pid, number, nullptr, &limit), "prlimit");
    process.EnsureAlive();
  });
  return {LimitOrNull(limit.soft, kInfinity), LimitOrNull(limit.hard, kInfinity)};
}

bool SetLimit(const Host& host, const Target& target, int resource, double soft, double hard) {
  const int number = FindResource(resource, ResourceNumbers());
  return ChangeIdentified(host, target, "rlimit", [&](ProcfsProcess&) {
    const Limit limit = {LimitFromDouble(soft, kInfinity), LimitFromDouble(hard, kInfinity)};
    Check(syscall(SYS_prlimit64, target.pid, number, &limit, nullptr), "prlimit");
  });
}

bool SetNice(const Host& host, const Target& target, int nice) {
  return ChangeIdentified(host, target, "nice", [&](ProcfsProcess&) { SetPriority(target.pid, nice); });
}

bool SetIonice(const Host& host, const Target& target, int ioclass, int value) {
  return ChangeIdentified(host, target, "ionice", [&](ProcfsProcess&) {
    Check(syscall(SYS_ioprio_set, kIoprioWhoProcess, target.pid, (ioclass << kIoprioClassShift) | value), "ioprio_set");
  });
}

/// Returns the first CPU that is not online.
Nullable<int> FirstMissing(const std::vector<int>& cpus, const std::vector<int>& online) {
  for (const int cpu : cpus) {
    if (!std::binary_search(online.begin(), online.end(), cpu)) return cpu;
  }
  return {};
}

/// Returns a mask of any length: cpu_set_t of the C library ends at 1024 CPUs.
std::vector<unsigned long> MaskOf(const std::vector<int>& cpus) {
  constexpr size_t kBits = CHAR_BIT * sizeof(unsigned long);
  std::vector<unsigned long> mask(static_cast<size_t>(*std::max_element(cpus.begin(), cpus.end())) / kBits + 1);
  for (const int cpu : cpus) mask[static_cast<size_t>(cpu) / kBits] |= 1UL << (static_cast<size_t>(cpu) % kBits);
  return mask;
}

constexpr int kNoneEligible = -1;

Nullable<int> SetAffinity(const Host& host, const Target& target, const std::vector<int>& cpus) {
  Nullable<int> wrong;
  ChangeIdentified(host, target, "cpuAffinity", [&](ProcfsProcess&) {
    const auto known = ReadOnlineCpus(host);
    if (!known || known->empty()) throw SystemError(ENOTSUP, "cpuAffinity");
    wrong = FirstMissing(cpus, *known);
    if (wrong) return;
    // The kernel intersects the mask with the CPUs that the control group of the process may use.
    const auto mask = MaskOf(cpus.empty() ? *known : cpus);
    const long status = syscall(SYS_sched_setaffinity, target.pid, mask.size() * sizeof(long), mask.data());
    if (status < 0 && errno == EINVAL) {
      wrong = kNoneEligible;
    } else {
      Check(status, "sched_setaffinity");
    }
  });
  return wrong;
}

bool Signal(const Host& host, const Target& target, int signal) {
  RequireLocalPids(host, target, "sendSignal");
  const Fd pidfd = OpenPidfd(target.pid);
  // The pidfd is opened before the process is identified: it is bound to the process that is identified.
  return ChangeIdentified(host, target, "sendSignal", [&](ProcfsProcess&) { SendSignal(pidfd, target.pid, signal); });
}

/// A pidfd, which is readable when the process has ended: pidfd_open(2).
class ProcessExit : public DescriptorSource {
 public:
  using DescriptorSource::DescriptorSource;
  bool IsOneShot() const override { return true; }
};

std::shared_ptr<EventSource> WatchProcessExit(const Host& host, const Target& target) {
  RequireLocalPids(host, target, "wait");
  Fd pidfd = OpenPidfd(target.pid);
  const int code = errno;
  ChangeIdentified(host, target, "wait", [](ProcfsProcess&) {});
  if (pidfd.get() < 0) throw SystemError(code, "pidfd_open");
  return std::make_shared<ProcessExit>(std::move(pidfd));
}

}  // namespace

Fd OpenPidfd(int pid) { return Fd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); }

void SendSignal(const Fd& pidfd, int pid, int signal) {
  if (pidfd.get() < 0) return SendSignal(pid, signal);
  if (syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0) == 0) return;
  const SystemError error(errno, "pidfd_send_signal");
  if (!IsRefused(error.failure.code)) throw error;
  try {
    SendSignal(pid, signal);
  } catch (const SystemError& other) {
    // EPERM may come from a sandbox or from the kernel, which then refuses kill(2) too.
    throw other.failure.code == error.failure.code ? error : other;
  }
}

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches) {
  collectors.processLimit = GetLimit;
  collectors.setProcessLimit = SetLimit;
  collectors.setProcessNice = SetNice;
  collectors.setProcessIonice = SetIonice;
  collectors.setProcessAffinity = SetAffinity;
  collectors.platformConstants = Constants;
  collectors.executableError = ExecutableError;
  collectors.suspendTree = SuspendTree;
  AddSignals<Signal>(collectors);
  watches.makePoller = MakeEpollPoller;
  watches.processExit = WatchProcessExit;
}

}  // namespace psutil
