#include "cpu.h"

#include <algorithm>

#include "../bsd/cpu.h"
#include "../bsd/sysctl.h"
#include "cpu_parser.h"
#include "text_parser.h"

namespace psutil {

namespace {

CpuTimesTable ReadCpuTimes(const Host&) {
  return ParseCpuTimes(ReadSysctl("kern.cp_times"), StatisticsFrequency(ReadSysctl("kern.clockrate")));
}

Nullable<int> CountCpus(const Host&, bool logical) { return FindCpuCount(logical ? "hw.ncpu" : "kern.smp.cores"); }

CpuStats ReadCpuStats(const Host&) {
  CpuStats stats;
  stats.ctxSwitches = ReadSysctlNumber("vm.stats.sys.v_swtch");
  stats.interrupts = ReadSysctlNumber("vm.stats.sys.v_intr");
  stats.softInterrupts = ReadSysctlNumber("vm.stats.sys.v_soft");
  stats.syscalls = ReadSysctlNumber("vm.stats.sys.v_syscall");
  return stats;
}

/// Most drivers set the frequency of all CPUs together, and have it for the first one only.
std::vector<CpuFreq> ReadCpuFreq(const Host&) {
  std::vector<CpuFreq> frequencies;
  const uint64_t count = CountLogicalCpus();
  for (uint64_t cpu = 0; cpu < count; ++cpu) {
    const std::string name = "dev.cpu." + std::to_string(cpu);
    const auto current = FindSysctlNumber((name + ".freq").c_str());
    if (!current) continue;
    CpuFreq frequency;
    frequency.current = static_cast<double>(*current);
    const auto levels = ParseFrequencyLevels(FindSysctlText((name + ".freq_levels").c_str()).value_or(""));
    if (!levels.empty()) {
      frequency.max = levels.front();
      frequency.min = levels.back();
    }
    frequencies.push_back(frequency);
  }
  return frequencies;
}

}  // namespace

uint64_t CountLogicalCpus() {
  constexpr uint64_t kMaxCpus = 1024;  // MAXCPU of the kernel
  return std::min(ReadSysctlNumber("hw.ncpu"), kMaxCpus);
}

void AddCpu(CpuCollectors& collectors) {
  collectors.cpuTimes = ReadCpuTimes;
  collectors.cpuCount = CountCpus;
  collectors.cpuStats = ReadCpuStats;
  collectors.cpuFreq = ReadCpuFreq;
  collectors.getloadavg = ReadLoadAverage;
}

}  // namespace psutil
