#include "cpu.h"

#include <set>

#include "../posix/parse.h"
#include "cpu_freq.h"
#include "kernel_units.h"
#include "persistent_file.h"

namespace psutil {

namespace {

// The columns of a cpu line of /proc/stat; older kernels have fewer: proc_stat(5).
constexpr std::optional<double> CpuTimes::* kLaterColumns[] = {
    &CpuTimes::iowait, &CpuTimes::irq, &CpuTimes::softirq, &CpuTimes::steal, &CpuTimes::guest, &CpuTimes::guestNice};

CpuTimes ParseTimes(const LineParser& lines, std::string_view columns, double tick) {
  const auto next = [&] { return static_cast<double>(lines.Number(NextField(columns))) / tick; };
  CpuTimes times;
  times.user = next();
  times.nice = next();
  times.system = next();
  times.idle = next();
  for (const auto column : kLaterColumns) {
    if (const std::string_view field = NextField(columns); !field.empty()) {
      times.*column = static_cast<double>(lines.Number(field)) / tick;
    }
  }
  return times;
}

CpuTimesTable ParseStat(std::string_view text, const std::string& path, double tick) {
  CpuTimesTable table;
  bool found = false;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view key = NextField(line);
    if (key == "cpu") {
      table.total = ParseTimes(lines, line, tick);
      found = true;
    } else if (key.substr(0, 3) == "cpu") {
      const int cpu = lines.Int(key.substr(3));
      table.cpus.push_back({cpu, ParseTimes(lines, line, tick)});
    }
  }
  if (!found) lines.Malformed();
  return table;
}

PersistentFile stat_file("stat");
PersistentFile loadavg_file("loadavg");

CpuTimesTable ReadTimes(const Host& host) {
  return ParseStat(stat_file.Read(host), stat_file.PathOn(host), ClockTick(host));
}

/// /proc/cpuinfo has one paragraph per CPU; ARM and s390x list no cores in it.
struct Cpuinfo {
  int processors = 0;
  std::set<std::pair<uint64_t, uint64_t>> cores;  // package, core
};

Cpuinfo ParseCpuinfo(std::string_view text, const std::string& path) {
  Cpuinfo cpuinfo;
  uint64_t package = 0;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    std::string_view key = SplitNext(line, ':');
    key = key.substr(0, key.find_last_not_of(" \t") + 1);
    if (key == "processor") ++cpuinfo.processors;
    if (key == "physical id") package = lines.Number(NextField(line));
    if (key == "core id") cpuinfo.cores.emplace(package, lines.Number(NextField(line)));
  }
  return cpuinfo;
}

Cpuinfo ReadCpuinfo(const Host& host) {
  const std::string path = host.proc + "/cpuinfo";
  return ParseCpuinfo(ReadFileIfAny(path).value_or(""), path);
}

Nullable<int> CountLogical(const Host& host) {
  if (const auto online = ReadOnlineCpus(host)) return static_cast<int>(online->size());
  if (const auto stat = stat_file.ReadIfAny(host)) {
    const auto listed = ParseStat(*stat, stat_file.PathOn(host), ClockTick(host)).cpus.size();
    if (listed > 0) return static_cast<int>(listed);
  }
  if (const int processors = ReadCpuinfo(host).processors) return processors;
  return {};
}

/// A core is identified by the list of CPUs that share it; the file was renamed in Linux 5.3.
Nullable<int> CountCores(const Host& host) {
  std::set<std::string> cores;
  for (const int cpu : ReadOnlineCpus(host).value_or(std::vector<int>())) {
    const std::string topology = host.sys + "/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/";
    auto siblings = ReadFileIfAny(topology + "core_cpus_list");
    if (!siblings) siblings = ReadFileIfAny(topology + "thread_siblings_list");
    if (siblings) cores.insert(*siblings);
  }
  if (!cores.empty()) return static_cast<int>(cores.size());
  if (const auto listed = ReadCpuinfo(host).cores.size()) return static_cast<int>(listed);
  return {};
}

CpuStats ParseStats(std::string_view text, const std::string& path) {
  std::optional<uint64_t> switches;
  std::optional<uint64_t> interrupts;
  CpuStats stats;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view key = NextField(line);
    if (key == "ctxt") switches = lines.Number(NextField(line));
    if (key == "intr") interrupts = lines.Number(NextField(line));
    if (key == "softirq") stats.softInterrupts = lines.Number(NextField(line));
  }
  if (!switches || !interrupts) lines.Malformed();
  stats.ctxSwitches = *switches;
  stats.interrupts = *interrupts;
  return stats;
}

CpuStats ReadStats(const Host& host) { return ParseStats(stat_file.Read(host), stat_file.PathOn(host)); }

/// The first three fields of /proc/loadavg: proc_loadavg(5).
std::vector<double> ParseLoadavg(std::string_view text, const std::string& path) {
  LineParser lines(text, path);
  std::string_view line;
  lines.Next(line);
  const auto next = [&] { return lines.Decimal(NextField(line)); };
  return {next(), next(), next()};
}

std::vector<double> ReadLoadavg(const Host& host) {
  return ParseLoadavg(loadavg_file.Read(host), loadavg_file.PathOn(host));
}

Nullable<int> Count(const Host& host, bool logical) { return logical ? CountLogical(host) : CountCores(host); }

}  // namespace

std::optional<std::vector<int>> ReadOnlineCpus(const Host& host) {
  const auto online = ReadFileIfAny(host.sys + "/devices/system/cpu/online");
  return online ? ParseCpuList(*online) : std::nullopt;
}

void AddCpu(CpuCollectors& collectors) {
  collectors.cpuTimes = ReadTimes;
  collectors.cpuCount = Count;
  collectors.cpuStats = ReadStats;
  collectors.cpuFreq = ReadFrequencies;
  collectors.getloadavg = ReadLoadavg;
}

}  // namespace psutil
