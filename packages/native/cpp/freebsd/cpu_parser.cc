#include "cpu_parser.h"

#include <array>
#include <cstdint>

#include "../core/bytes.h"

namespace psutil {

namespace {

// In the order of CP_USER, CP_NICE, CP_SYS, CP_INTR and CP_IDLE.
constexpr size_t kCpuStates = 5;
using CpuTicks = std::array<uint64_t, kCpuStates>;

CpuTimes ToTimes(const CpuTicks& ticks, double ticks_per_second) {
  const auto seconds = [&](uint64_t value) { return static_cast<double>(value) / ticks_per_second; };
  CpuTimes times;
  times.user = seconds(ticks[0]);
  times.nice = seconds(ticks[1]);
  times.system = seconds(ticks[2]);
  times.irq = seconds(ticks[3]);
  times.idle = seconds(ticks[4]);
  return times;
}

}  // namespace

CpuTimesTable ParseCpuTimes(std::string_view bytes, double ticks_per_second) {
  if (bytes.empty() || bytes.size() % sizeof(CpuTicks) != 0)
    throw SystemError(EBADMSG, "sysctlbyname", "kern.cp_times");
  CpuTimesTable table;
  CpuTicks total{};
  for (int cpu = 0; !bytes.empty(); ++cpu, bytes.remove_prefix(sizeof(CpuTicks))) {
    const auto ticks = ReadAt<CpuTicks>(bytes, 0);
    for (size_t state = 0; state < kCpuStates; ++state) total[state] += ticks[state];
    table.cpus.push_back({cpu, ToTimes(ticks, ticks_per_second)});
  }
  table.total = ToTimes(total, ticks_per_second);
  return table;
}

int StatisticsFrequency(std::string_view clockrate) {
  constexpr size_t kStatisticsFrequency = 12;
  const int frequency = ReadAt<int32_t>(clockrate, kStatisticsFrequency);
  if (frequency <= 0) throw SystemError(EBADMSG, "sysctlbyname", "kern.clockrate");
  return frequency;
}

}  // namespace psutil
