#include "cpu_parser.h"

#include <algorithm>
#include <array>

#include "../core/bytes.h"

namespace psutil {

namespace {

// Mach counts 100 ticks per second on every machine, in the order of CPU_STATE_USER, _SYSTEM, _IDLE and _NICE.
constexpr double kTicksPerSecond = 100;
constexpr size_t kStates = 4;

CpuTimes ToTimes(const std::array<uint64_t, kStates>& ticks) {
  const auto seconds = [](uint64_t value) { return static_cast<double>(value) / kTicksPerSecond; };
  CpuTimes times;
  times.user = seconds(ticks[0]);
  times.system = seconds(ticks[1]);
  times.idle = seconds(ticks[2]);
  times.nice = seconds(ticks[3]);
  return times;
}

/// Returns the frequencies of a table, in MHz: pairs of a frequency and a voltage, of 32 bits each. Older chips have
/// Hz, newer ones kHz. Entries that no CPU has are of states in which a unit is off.
std::vector<double> FrequenciesOf(std::string_view table) {
  constexpr size_t kPairSize = 8;
  constexpr uint32_t kLowestHertz = 100'000'000;
  constexpr double kLowest = 500, kHighest = 20'000;
  std::vector<double> frequencies;
  for (; table.size() >= kPairSize; table.remove_prefix(kPairSize)) {
    const auto value = ReadAt<uint32_t>(table, 0);
    const double megahertz = value / (value > kLowestHertz ? 1e6 : 1e3);
    if (megahertz >= kLowest && megahertz <= kHighest) frequencies.push_back(megahertz);
  }
  return frequencies;
}

}  // namespace

CpuTimesTable ParseCpuTimes(std::string_view bytes) {
  constexpr size_t kCpuSize = kStates * sizeof(uint32_t);
  if (bytes.empty() || bytes.size() % kCpuSize != 0) throw SystemError(EBADMSG, "host_processor_info");
  CpuTimesTable table;
  // The counters have 32 bits. Their sum, as host_statistics() returns it, starts again at 0 much sooner.
  std::array<uint64_t, kStates> total{};
  for (int cpu = 0; !bytes.empty(); ++cpu, bytes.remove_prefix(kCpuSize)) {
    std::array<uint64_t, kStates> ticks{};
    for (size_t state = 0; state < kStates; ++state) {
      ticks[state] = ReadAt<uint32_t>(bytes, state * sizeof(uint32_t));
      total[state] += ticks[state];
    }
    table.cpus.push_back({cpu, ToTimes(ticks)});
  }
  table.total = ToTimes(total);
  return table;
}

std::optional<CpuFreq> ParseVoltageStates(const std::vector<std::string>& tables) {
  // Other units, such as the graphics processor, are slower.
  constexpr double kLowestMaximumOfCpu = 2000;
  std::optional<CpuFreq> range;
  for (const std::string& table : tables) {
    const std::vector<double> frequencies = FrequenciesOf(table);
    if (frequencies.empty()) continue;
    const auto [lowest, highest] = std::minmax_element(frequencies.begin(), frequencies.end());
    if (*highest < kLowestMaximumOfCpu) continue;
    if (!range) range = CpuFreq{*highest, *lowest, *highest};
    range->min = std::min(*range->min, *lowest);
    range->max = range->current = std::max(range->current, *highest);
  }
  return range;
}

}  // namespace psutil
