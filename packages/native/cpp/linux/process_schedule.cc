#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

#include "../posix/parse.h"
#include "cpu.h"
#include "ioprio.h"
#include "pid_namespace.h"
#include "procfs_process.h"

namespace psutil {

namespace {

constexpr int kIoprioLevels = 8;

constexpr size_t kFirstMask = 1024;
constexpr size_t kLargestMask = size_t{1} << 20;

/// Reads the CPU affinity into a mask that grows until it is large enough for the kernel. Returns nothing where the
/// system call is refused, as in a sandbox.
std::optional<std::vector<int>> GetAffinity(int pid) {
  for (size_t bits = kFirstMask; bits <= kLargestMask; bits *= 2) {
    std::vector<unsigned long> mask(bits / (CHAR_BIT * sizeof(long)));
    const long bytes = syscall(SYS_sched_getaffinity, pid, mask.size() * sizeof(long), mask.data());
    if (bytes < 0 && errno == EINVAL) continue;
    if (bytes < 0 && IsRefused(errno)) return std::nullopt;
    if (bytes < 0) throw SystemError(errno, "sched_getaffinity");
    std::vector<int> cpus;
    for (size_t cpu = 0; cpu < bits; ++cpu) {
      if ((mask[cpu / (CHAR_BIT * sizeof(long))] >> (cpu % (CHAR_BIT * sizeof(long)))) & 1) {
        cpus.push_back(static_cast<int>(cpu));
      }
    }
    return cpus;
  }
  throw SystemError(EINVAL, "sched_getaffinity");
}

}  // namespace

IoPriority ProcfsProcess::Ionice() {
  RequireLocalPids(context_.host, {pid_, 0}, "ionice");
  const long priority = syscall(SYS_ioprio_get, kIoprioWhoProcess, pid_);
  if (priority < 0) throw SystemError(errno, "ioprio_get");
  EnsureAlive();
  return {static_cast<int>(priority >> kIoprioClassShift), static_cast<int>(priority % kIoprioLevels)};
}

std::vector<int> ProcfsProcess::CpuAffinity() {
  auto allowed = HasLocalPids(context_.host) ? GetAffinity(pid_) : std::nullopt;
  if (allowed) {
    EnsureAlive();
    return std::move(*allowed);
  }
  const auto list = LineParser(StatusText(), PathOf("status")).Find("Cpus_allowed_list");
  auto cpus = list ? ParseCpuList(*list) : std::nullopt;
  if (!cpus) throw SystemError(ENOTSUP, "cpuAffinity", PathOf("status"));
  // The list includes possible CPUs that are offline.
  if (const auto online = ReadOnlineCpus(context_.host)) {
    const auto is_off = [&](int cpu) { return !std::binary_search(online->begin(), online->end(), cpu); };
    cpus->erase(std::remove_if(cpus->begin(), cpus->end(), is_off), cpus->end());
  }
  return *cpus;
}

}  // namespace psutil
