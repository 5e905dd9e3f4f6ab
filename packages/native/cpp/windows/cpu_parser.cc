#include "cpu_parser.h"

#include <cstddef>

#include "../core/bytes.h"

namespace psutil {

namespace {

/// SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION. The kernel time includes the idle time and those of interrupts and of
/// deferred procedure calls.
struct ProcessorTimes {
  int64_t idle;
  int64_t kernel;
  int64_t user;
  int64_t dpc;
  int64_t interrupt;
  uint32_t interrupts;
  uint32_t spare;
};
static_assert(sizeof(ProcessorTimes) == 48 && offsetof(ProcessorTimes, interrupts) == 40);

// Offsets of counters in SYSTEM_PERFORMANCE_INFORMATION, which is longer on newer systems.
constexpr size_t kContextSwitches = 296;
constexpr size_t kSystemCalls = 308;

/// The start of SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX.
struct ProcessorRelation {
  uint32_t relationship;
  uint32_t size;
};
constexpr uint32_t kRelationCore = 0;

/// PROCESSOR_POWER_INFORMATION.
struct ProcessorPower {
  uint32_t number;
  uint32_t max_mhz;
  uint32_t current_mhz;
  uint32_t mhz_limit;
  uint32_t max_idle_state;
  uint32_t current_idle_state;
};
static_assert(sizeof(ProcessorPower) == 24);

double Seconds(int64_t time) {
  constexpr double kPerSecond = 1e7;
  return time > 0 ? static_cast<double>(time) / kPerSecond : 0;
}

CpuTimes TimesOf(const ProcessorTimes& from) {
  CpuTimes times;
  times.user = Seconds(from.user);
  times.system = Seconds(from.kernel - from.idle - from.dpc - from.interrupt);
  times.idle = Seconds(from.idle);
  times.irq = Seconds(from.interrupt);
  times.dpc = Seconds(from.dpc);
  return times;
}

}  // namespace

void AddProcessorTimes(std::string_view bytes, std::vector<PerCpuTimes>& cpus) {
  for (size_t at = 0; at < bytes.size(); at += sizeof(ProcessorTimes)) {
    cpus.push_back({static_cast<int>(cpus.size()), TimesOf(ReadAt<ProcessorTimes>(bytes, at))});
  }
}

uint64_t SumInterrupts(std::string_view bytes) {
  uint64_t sum = 0;
  for (size_t at = 0; at < bytes.size(); at += sizeof(ProcessorTimes)) {
    sum += ReadAt<ProcessorTimes>(bytes, at).interrupts;
  }
  return sum;
}

CpuStats ParsePerformance(std::string_view bytes) {
  CpuStats stats;
  stats.ctxSwitches = ReadAt<uint32_t>(bytes, kContextSwitches);
  stats.syscalls = ReadAt<uint32_t>(bytes, kSystemCalls);
  return stats;
}

int CountCores(std::string_view bytes) {
  int cores = 0;
  for (size_t at = 0; at < bytes.size();) {
    const auto relation = ReadAt<ProcessorRelation>(bytes, at);
    if (relation.size < sizeof relation) throw SystemError(EBADMSG, "GetLogicalProcessorInformationEx");
    if (relation.relationship == kRelationCore) ++cores;
    at += relation.size;
  }
  return cores;
}

std::vector<CpuFreq> ParseFrequencies(std::string_view bytes) {
  std::vector<CpuFreq> frequencies;
  for (size_t at = 0; at < bytes.size(); at += sizeof(ProcessorPower)) {
    const auto power = ReadAt<ProcessorPower>(bytes, at);
    if (power.max_mhz == 0 && power.current_mhz == 0) continue;
    CpuFreq freq;
    freq.current = power.current_mhz;
    if (power.max_mhz > 0) freq.max = power.max_mhz;
    frequencies.push_back(freq);
  }
  return frequencies;
}

}  // namespace psutil
