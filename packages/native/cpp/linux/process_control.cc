#include "process_control.h"

#include <linux/capability.h>
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
#include "ioprio.h"
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

/// Returns whether the calling thread has a capability: capabilities(7).
bool HasCapability(int capability) {
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  if (syscall(SYS_capget, &header, data) != 0) return false;
  return (data[capability / 32].effective >> (capability % 32) & 1) != 0;
}

void Require(bool is_allowed, int code, const char* call) {
  if (!is_allowed) throw SystemError(code, call);
}

/// Throws where the kernel does not let this process schedule another one: set_one_prio_perm() in kernel/sys.c and
/// check_same_owner() in kernel/sched.
void CheckOwner(ProcfsProcess& process, const char* call) {
  const uint64_t user = geteuid();
  const ProcessIds uids = process.Uids();
  Require(uids.real == user || uids.effective == user || HasCapability(CAP_SYS_NICE), EPERM, call);
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

Limit ReadLimit(int pid, int number) {
  Limit limit;
  Check(syscall(SYS_prlimit64, pid, number, nullptr, &limit), "prlimit");
  return limit;
}

ResourceLimit GetLimit(const Host& host, const Target& target, int resource) {
  Limit limit;
  const int number = FindResource(resource, ResourceNumbers());
  ChangeIdentified(host, target, "rlimit", [&](ProcfsProcess& process) {
    limit = ReadLimit(target.pid, number);
    process.EnsureAlive();
  });
  return {LimitOrNull(limit.soft, kInfinity), LimitOrNull(limit.hard, kInfinity)};
}

/// Throws the error of prlimit(2): reading a limit requires the same permission as lowering it.
void CheckLimit(int pid, int number, const Limit& limit) {
  const bool raises = limit.hard > ReadLimit(pid, number).hard;
  Require(!raises || HasCapability(CAP_SYS_RESOURCE), EPERM, "prlimit");
}

bool SetLimit(const Host& host, const Target& target, int resource, double soft, double hard, bool dry_run) {
  const int number = FindResource(resource, ResourceNumbers());
  return ChangeIdentified(host, target, "rlimit", [&](ProcfsProcess&) {
    const Limit limit = {LimitFromDouble(soft, kInfinity), LimitFromDouble(hard, kInfinity)};
    if (dry_run) return CheckLimit(target.pid, number, limit);
    Check(syscall(SYS_prlimit64, target.pid, number, &limit, nullptr), "prlimit");
  });
}

/// Throws the error of setpriority(2). RLIMIT_NICE permits nice values down to 20 minus the limit: getrlimit(2).
void CheckNice(ProcfsProcess& process, int pid, int nice) {
  CheckOwner(process, "setpriority");
  if (nice >= process.Nice() || HasCapability(CAP_SYS_NICE)) return;
  Require(static_cast<uint64_t>(20 - nice) <= ReadLimit(pid, RLIMIT_NICE).soft, EACCES, "setpriority");
}

bool SetNice(const Host& host, const Target& target, int nice, bool dry_run) {
  return ChangeIdentified(host, target, "nice", [&](ProcfsProcess& process) {
    if (dry_run) return CheckNice(process, target.pid, nice);
    SetPriority(target.pid, nice);
  });
}

constexpr int kIoprioClassRealTime = 1;

/// Throws the error of ioprio_set(2): ioprio_check_cap() in block/ioprio.c and set_task_ioprio() in block/blk-ioc.c.
void CheckIonice(ProcfsProcess& process, int ioclass) {
  const bool is_privileged = HasCapability(CAP_SYS_NICE);
  const bool may_class = ioclass != kIoprioClassRealTime || is_privileged || HasCapability(CAP_SYS_ADMIN);
  const uint64_t real = process.Uids().real;
  const bool is_owner = real == geteuid() || real == getuid();
  Require(may_class && (is_owner || is_privileged), EPERM, "ioprio_set");
}

bool SetIonice(const Host& host, const Target& target, int ioclass, int value, bool dry_run) {
  return ChangeIdentified(host, target, "ionice", [&](ProcfsProcess& process) {
    if (dry_run) return CheckIonice(process, ioclass);
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

Nullable<int> SetAffinity(const Host& host, const Target& target, const std::vector<int>& cpus, bool dry_run) {
  Nullable<int> wrong;
  ChangeIdentified(host, target, "cpuAffinity", [&](ProcfsProcess& process) {
    const auto known = ReadOnlineCpus(host);
    if (!known || known->empty()) throw SystemError(ENOTSUP, "cpuAffinity");
    wrong = FirstMissing(cpus, *known);
    if (wrong) return;
    if (dry_run) return CheckOwner(process, "sched_setaffinity");
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
