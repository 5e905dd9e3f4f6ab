#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cmath>

#include "linux.h"
#include "process_reader.h"

// The numbers of calls that the C library's headers may be older than: they are the same on every architecture.
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

/// The pids of another host are not those of this kernel: what is asked of it would hit a stranger.
void MustBeLocal(const Host& host, const Target& target, const char* call) {
  if (host.IsLocal()) return;
  SystemError error(ENOTSUP, std::string(call) + " of another host");
  error.failure.pid = target.pid;
  throw error;
}

void Check(long status, const char* call) {
  if (status < 0) throw SystemError(errno, call);
}

/// Changes a process of which it was proved that it is the one that was asked.
template <class Change>
bool ChangeOne(const Host& host, const Target& target, const char* call, Change&& change) {
  MustBeLocal(host, target, call);
  ReadContext context(host);
  ReadIdentified(context, target, [&](ProcessReader& process) {
    process.Stat();  // who it is must be known, where reading does with less
    change(process);
    return true;
  });
  return true;
}

/// struct rlimit64 of the kernel, which is the same on every architecture.
struct Limit {
  uint64_t soft;
  uint64_t hard;
};

constexpr uint64_t kNoLimit = UINT64_MAX;

uint64_t LimitOf(double value) { return std::isinf(value) ? kNoLimit : static_cast<uint64_t>(value); }

Nullable<uint64_t> LimitFrom(uint64_t value) {
  if (value == kNoLimit) return {};
  return value;
}

ResourceLimit GetLimit(const Host& host, const Target& target, int resource) {
  Limit limit;
  ChangeOne(host, target, "rlimit", [&](ProcessReader& process) {
    Check(syscall(SYS_prlimit64, target.pid, resource, nullptr, &limit), "prlimit");
    process.EnsureAlive();
  });
  return {LimitFrom(limit.soft), LimitFrom(limit.hard)};
}

bool SetLimit(const Host& host, const Target& target, int resource, double soft, double hard) {
  return ChangeOne(host, target, "rlimit", [&](ProcessReader&) {
    const Limit limit = {LimitOf(soft), LimitOf(hard)};
    Check(syscall(SYS_prlimit64, target.pid, resource, &limit, nullptr), "prlimit");
  });
}

bool SetNice(const Host& host, const Target& target, int nice) {
  return ChangeOne(host, target, "nice", [&](ProcessReader&) {
    Check(setpriority(PRIO_PROCESS, static_cast<id_t>(target.pid), nice), "setpriority");
  });
}

bool SetIonice(const Host& host, const Target& target, int ioclass, int value) {
  return ChangeOne(host, target, "ionice", [&](ProcessReader&) {
    Check(syscall(SYS_ioprio_set, kIoprioWhoProcess, target.pid, (ioclass << kIoprioClassShift) | value), "ioprio_set");
  });
}

/// The first CPU that is not there; of a list of those that are, none.
Nullable<int> FirstMissing(const std::vector<int>& cpus, const std::vector<int>& online) {
  for (const int cpu : cpus) {
    if (!std::binary_search(online.begin(), online.end(), cpu)) return cpu;
  }
  return {};
}

/// A mask of any length: that of the C library ends at 1024 CPUs, the kernel's does not.
std::vector<unsigned long> MaskOf(const std::vector<int>& cpus) {
  constexpr size_t kBits = CHAR_BIT * sizeof(unsigned long);
  std::vector<unsigned long> mask(static_cast<size_t>(*std::max_element(cpus.begin(), cpus.end())) / kBits + 1);
  for (const int cpu : cpus) mask[static_cast<size_t>(cpu) / kBits] |= 1UL << (static_cast<size_t>(cpu) % kBits);
  return mask;
}

constexpr int kNoneEligible = -1;

Nullable<int> SetAffinity(const Host& host, const Target& target, const std::vector<int>& cpus) {
  Nullable<int> wrong;
  ChangeOne(host, target, "cpuAffinity", [&](ProcessReader&) {
    const auto known = ReadOnlineCpus(host);
    if (!known || known->empty()) throw SystemError(ENOTSUP, "cpuAffinity");
    wrong = FirstMissing(cpus, *known);
    if (wrong) return;
    // Of all CPUs, the kernel leaves out those that the process's control group may not use.
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

/// A descriptor that stays bound to one process; nothing where the kernel is too old, a sandbox forbids it, there are
/// no descriptors left or the pid is that of a thread.
Fd OpenPidfd(int pid) { return Fd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); }

bool Signal(const Host& host, const Target& target, int signal) {
  MustBeLocal(host, target, "sendSignal");
  const Fd pidfd = OpenPidfd(target.pid);
  // The pidfd was opened before the process was identified: what is identified is what it is bound to.
  return ChangeOne(host, target, "sendSignal", [&](ProcessReader&) {
    if (pidfd.get() >= 0 && syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0) == 0) return;
    if (pidfd.get() >= 0 && errno != ENOSYS) throw SystemError(errno, "pidfd_send_signal");
    Check(kill(target.pid, signal), "kill");
  });
}

int WatchEnd(const Host& host, const Target& target) {
  MustBeLocal(host, target, "wait");
  Fd pidfd = OpenPidfd(target.pid);
  const int code = errno;
  ChangeOne(host, target, "wait", [](ProcessReader&) {});
  if (pidfd.get() < 0) throw SystemError(code, "pidfd_open");
  return pidfd.Release();
}

}  // namespace

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches) {
  collectors.processLimit = GetLimit;
  collectors.setProcessLimit = SetLimit;
  collectors.setProcessNice = SetNice;
  collectors.setProcessIonice = SetIonice;
  collectors.setProcessAffinity = SetAffinity;
  collectors.signalProcess = Signal;
  watches.end = WatchEnd;
}

}  // namespace psutil
