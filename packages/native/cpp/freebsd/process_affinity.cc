#include "process_affinity.h"

#include <sys/param.h>
// After sys/param.h.
#include <sys/cpuset.h>

#include <cerrno>
#include <climits>

#include "../core/error.h"
#include "freebsd_process.h"

namespace psutil {

namespace {

using CpuWord = unsigned long;
constexpr size_t kWordBits = CHAR_BIT * sizeof(CpuWord);

/// Returns a set of the length that the kernel has. cpuset_t of the headers may have another one.
std::vector<CpuWord> ReadCpuset(cpulevel_t level, int pid) {
  constexpr size_t kFirstWords = 4, kMaxWords = 1024;
  for (size_t words = kFirstWords; words <= kMaxWords; words *= 2) {
    std::vector<CpuWord> set(words);
    auto* const start = reinterpret_cast<cpuset_t*>(set.data());
    if (cpuset_getaffinity(level, CPU_WHICH_PID, pid, words * sizeof(CpuWord), start) == 0) return set;
    if (errno != ERANGE) throw SystemError(errno, "cpuset_getaffinity");
  }
  throw SystemError(ERANGE, "cpuset_getaffinity");
}

std::vector<int> CpusOf(const std::vector<CpuWord>& set) {
  std::vector<int> cpus;
  for (size_t cpu = 0; cpu < set.size() * kWordBits; ++cpu) {
    if (set[cpu / kWordBits] >> (cpu % kWordBits) & 1) cpus.push_back(static_cast<int>(cpu));
  }
  return cpus;
}

}  // namespace

std::vector<int> ReadAffinity(int pid) { return CpusOf(ReadCpuset(CPU_LEVEL_WHICH, pid)); }

std::vector<int> ReadEligibleCpus(int pid) { return CpusOf(ReadCpuset(CPU_LEVEL_CPUSET, pid)); }

bool WriteAffinity(int pid, const std::vector<int>& cpus) {
  std::vector<CpuWord> set(ReadCpuset(CPU_LEVEL_WHICH, pid).size());
  for (const int cpu : cpus) {
    set.at(static_cast<size_t>(cpu) / kWordBits) |= CpuWord{1} << (static_cast<size_t>(cpu) % kWordBits);
  }
  const auto* const start = reinterpret_cast<const cpuset_t*>(set.data());
  if (cpuset_setaffinity(CPU_LEVEL_WHICH, CPU_WHICH_PID, pid, set.size() * sizeof(CpuWord), start) == 0) return true;
  // The CPUs are outside the set of the process, or its threads may run on none of them.
  if (errno == EINVAL || errno == EDEADLK) return false;
  throw SystemError(errno, "cpuset_setaffinity");
}

std::vector<int> FreebsdProcess::CpuAffinity() {
  std::vector<int> cpus = ReadAffinity(pid_);
  EnsureSame();
  return cpus;
}

}  // namespace psutil
