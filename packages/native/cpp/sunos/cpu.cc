#include "cpu.h"

#include <sys/loadavg.h>
#include <unistd.h>

#include <cerrno>
#include <set>

#include "../core/error.h"
#include "kstat.h"

namespace psutil {

namespace {

CpuTimesTable ReadCpuTimes(const Host& host) {
  CpuTimesTable table;
  for (const Statistic& cpu : ReadStatistics(host, {"cpu", "sys"})) {
    table.cpus.push_back({cpu.instance, CpuTimesOf(cpu.Named())});
  }
  if (table.cpus.empty()) throw SystemError(ENOENT, "kstat_lookup", "cpu");
  table.total = SumTimes(table.cpus);
  return table;
}

/// The statistics of CPUs include those that are offline or failed.
std::vector<Statistic> ReadOnlineCpus(const Host& host) {
  std::vector<Statistic> online;
  for (Statistic& cpu : ReadStatistics(host, {"cpu_info", ""})) {
    if (IsOnline(cpu.Named())) online.push_back(std::move(cpu));
  }
  return online;
}

Nullable<int> ReadCpuCount(const Host& host, bool logical) {
  if (logical) {
    RequireLocal(host, "sysconf");
    const long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1) throw SystemError(errno, "sysconf");
    return static_cast<int>(count);
  }
  std::set<std::pair<int64_t, int64_t>> cores;
  for (const Statistic& cpu : ReadOnlineCpus(host)) cores.insert(CoreOf(cpu.Named()));
  if (cores.empty()) return {};
  return static_cast<int>(cores.size());
}

CpuStats ReadCpuStats(const Host& host) {
  CpuStats stats;
  for (const Statistic& cpu : ReadStatistics(host, {"cpu", "sys"})) AddCpuStats(cpu.Named(), stats);
  return stats;
}

std::vector<CpuFreq> ReadCpuFreq(const Host& host) {
  std::vector<CpuFreq> frequencies;
  for (const Statistic& cpu : ReadOnlineCpus(host)) frequencies.push_back(CpuFreqOf(cpu.Named()));
  return frequencies;
}

std::vector<double> ReadLoad(const Host& host) {
  RequireLocal(host, "getloadavg");
  std::vector<double> load(3);
  if (getloadavg(load.data(), 3) != 3) throw SystemError(errno, "getloadavg");
  return load;
}

}  // namespace

void AddCpu(CpuCollectors& collectors) {
  collectors.cpuTimes = ReadCpuTimes;
  collectors.cpuCount = ReadCpuCount;
  collectors.cpuStats = ReadCpuStats;
  collectors.cpuFreq = ReadCpuFreq;
  collectors.getloadavg = ReadLoad;
}

}  // namespace psutil
