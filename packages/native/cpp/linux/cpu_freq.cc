#include "cpu_freq.h"

#include <algorithm>
#include <map>

#include "../core/error.h"
#include "../posix/parse.h"
#include "cpu.h"
#include "file.h"

namespace psutil {

namespace {

using ClockByCpu = std::map<int, double>;

std::string_view Trimmed(std::string_view text) { return text.substr(0, text.find_last_not_of(" \t") + 1); }

/// Parses the frequencies in /proc/cpuinfo, in MHz. The key is "cpu MHz" on x86, "clock" on POWER, where a unit
/// follows, and "cpu MHz dynamic" on s390x, where CPUs are numbered by "cpu number".
ClockByCpu ParseClocks(std::string_view text, const std::string& path) {
  ClockByCpu clocks;
  std::optional<int> cpu;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view key = Trimmed(SplitNext(line, ':'));
    std::string_view value = NextField(line);
    if (key == "processor" || key == "cpu number") cpu = ParseInt(value);
    if (key != "cpu MHz" && key != "cpu MHz dynamic" && key != "clock") continue;
    value = value.substr(0, value.find_first_not_of("0123456789."));
    const auto clock = ParseDecimal(value);
    if (cpu && clock && *clock > 0) clocks[*cpu] = *clock;
  }
  return clocks;
}

ClockByCpu ReadClocks(const Host& host) {
  const std::string path = host.proc + "/cpuinfo";
  return ParseClocks(ReadFileIfAny(path).value_or(""), path);
}

/// Reads a frequency of cpufreq, which is in kHz, in MHz; nothing where the file is missing, readable by root only or
/// "<unknown>".
std::optional<double> ReadClock(const std::string& path) {
  const auto line = ReadLineIfAny(path);
  std::string_view rest = line ? std::string_view(*line) : std::string_view();
  const auto kilohertz = ParseNumber(NextField(rest));
  if (!kilohertz || *kilohertz == 0) return std::nullopt;
  return static_cast<double>(*kilohertz) / 1000;
}

/// Returns the cpufreq policy directory of each CPU. CPUs share policies; affected_cpus lists those that are online.
std::map<int, std::string> FindPolicies(const Host& host) {
  std::map<int, std::string> directories;
  const std::string all = host.sys + "/devices/system/cpu/cpufreq";
  try {
    ForEachEntry(all, [&](const char* name) {
      const std::string directory = all + "/" + name;
      const auto cpus = ReadFileIfAny(directory + "/affected_cpus");
      std::string_view list = cpus ? std::string_view(*cpus) : std::string_view();
      for (std::string_view field = NextField(list); !field.empty(); field = NextField(list)) {
        if (const auto cpu = ParseInt(field)) directories[*cpu] = directory;
      }
    });
  } catch (const SystemError& error) {
    if (error.failure.code != ENOENT) throw;  // no cpufreq driver, as in most virtual machines
  }
  return directories;
}

std::vector<int> CpusOf(const Host& host, const ClockByCpu& clocks, const std::map<int, std::string>& policies) {
  if (auto online = ReadOnlineCpus(host)) return *online;
  std::vector<int> cpus;
  for (const auto& policy : policies) cpus.push_back(policy.first);
  for (const auto& clock : clocks) cpus.push_back(clock.first);
  std::sort(cpus.begin(), cpus.end());
  cpus.erase(std::unique(cpus.begin(), cpus.end()), cpus.end());
  return cpus;
}

}  // namespace

std::vector<CpuFreq> ReadFrequencies(const Host& host) {
  const ClockByCpu clocks = ReadClocks(host);
  const auto policies = FindPolicies(host);
  std::vector<CpuFreq> frequencies;
  for (const int cpu : CpusOf(host, clocks, policies)) {
    const auto policy = policies.find(cpu);
    const std::string directory = policy != policies.end()
                                      ? policy->second
                                      : host.sys + "/devices/system/cpu/cpu" + std::to_string(cpu) + "/cpufreq";
    // cpuinfo_cur_freq would have some drivers measure for milliseconds.
    std::optional<double> current;
    if (const auto clock = clocks.find(cpu); clock != clocks.end()) current = clock->second;
    if (!current) current = ReadClock(directory + "/scaling_cur_freq");
    if (!current) current = ReadClock(directory + "/cpuinfo_cur_freq");
    if (!current) continue;
    CpuFreq frequency;
    frequency.current = *current;
    frequency.min = ReadClock(directory + "/scaling_min_freq");
    frequency.max = ReadClock(directory + "/scaling_max_freq");
    frequencies.push_back(frequency);
  }
  return frequencies;
}

}  // namespace psutil
