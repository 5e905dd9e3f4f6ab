#include "cpu.h"

#include <stdlib.h>

#include <array>

#include "../bsd/sysctl.h"
#include "cpu_freq.h"
#include "cpu_parser.h"
#include "mach.h"

namespace psutil {

namespace {

CpuTimesTable ReadCpuTimes(const Host&) { return ParseCpuTimes(ReadProcessorTicks()); }

Nullable<int> CountCpus(const Host&, bool logical) {
  const auto count = FindSysctlNumber(logical ? "hw.logicalcpu" : "hw.physicalcpu");
  if (!count || *count == 0) return {};
  return static_cast<int>(*count);
}

std::vector<double> ReadLoadAverage(const Host&) {
  std::array<double, 3> averages{};
  if (getloadavg(averages.data(), 3) != 3) throw SystemError(errno, "getloadavg");
  return {averages.begin(), averages.end()};
}

}  // namespace

// The kernel publishes no counters of context switches and interrupts.
void AddCpu(CpuCollectors& collectors) {
  collectors.cpuTimes = ReadCpuTimes;
  collectors.cpuCount = CountCpus;
  collectors.cpuFreq = ReadFrequencies;
  collectors.getloadavg = ReadLoadAverage;
}

}  // namespace psutil
