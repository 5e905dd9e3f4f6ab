#include "cpu.h"

#include "../bsd/cpu.h"
#include "../bsd/sysctl.h"
#include "cpu_freq.h"
#include "cpu_parser.h"
#include "mach.h"

namespace psutil {

namespace {

CpuTimesTable ReadCpuTimes(const Host&) { return ParseCpuTimes(ReadProcessorTicks()); }

Nullable<int> CountCpus(const Host&, bool logical) {
  return FindCpuCount(logical ? "hw.logicalcpu" : "hw.physicalcpu");
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
