// The collectors, which read and parse the files of a host, and the packing of their results.

#include <limits>

#include "target.h"

namespace fuzz {

namespace {

using psutil::Host;
using psutil::ProcessInfo;

const psutil::Collectors& Collectors() {
  static const psutil::Collectors collectors = psutil::PlatformCollectors();
  return collectors;
}

constexpr const char* kStat =
    "1827 (node) S 1 1827 1827 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 1 0 1234 4096 1 18446744073709551615 0 0 0 0 0 0 0 0 "
    "0 "
    "0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

constexpr const char* kMeminfo = "MemTotal: 1024 kB\nMemAvailable: 512 kB\n";

/// Reads attributes of the process, and checks the errors of those that cannot be read.
template <class... Fields>
std::vector<psutil::ProcessRow> ReadProcess(const Host& host, Fields... fields) {
  psutil::Attributes attributes;
  ((attributes = attributes.With(psutil::FieldIndex(fields))), ...);
  const psutil::Targets targets{false, {{kPid, std::numeric_limits<double>::quiet_NaN()}}};
  auto rows = Collectors().processes(host, attributes, targets, {"all"}, {1});
  for (const auto& row : rows) {
    if (row.failure) CheckFailure(*row.failure);
    for (const auto& error : row.errors) CheckFailure(error.failure);
  }
  return rows;
}

/// Makes a function that reads attributes of the process.
template <auto... fields>
void Process(const Host& host, std::string_view) {
  CheckCalls([&] { return ReadProcess(host, fields...); });
}

using I = ProcessInfo;

std::vector<Target> ProcessTargets() {
  return {
      {"process-stat",
       {"proc/1827/stat", "proc/1827/task/1827/stat"},
       {},
       {{"proc/stat", "btime 1700000000\n"}},
       Process<&I::createTime, &I::name, &I::ppid, &I::terminal, &I::cpuTimes, &I::pageFaults, &I::threads, &I::nice>},
      {"process-status",
       {"proc/1827/status", "etc/passwd", "sys/devices/system/cpu/online"},
       {},
       {{"proc/1827/stat", kStat}},
       Process<&I::uids, &I::gids, &I::username, &I::numCtxSwitches, &I::cpuAffinity, &I::memoryInfo>},
      {"process-memory",
       {"proc/1827/statm", "proc/1827/smaps_rollup", "proc/meminfo"},
       {},
       {{"proc/1827/stat", kStat}},
       Process<&I::memoryInfoEx, &I::memoryFullInfo, &I::memoryPercent>},
      {"process-smaps",
       {"proc/1827/smaps"},
       {},
       {{"proc/1827/stat", kStat}, {"proc/1827/statm", "1 1 1 1 0 1 0\n"}},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return ReadProcess(host, &I::memoryMaps, &I::memoryFullInfo); },
                    [&] { return Collectors().processMemoryMaps(host, {kPid, 1234}); });
       }},
      {"process-cmdline",
       {"proc/1827/cmdline"},
       {},
       {{"proc/1827/stat",
         "1827 (fifteen bytes b) S 1 1 1 0 -1 0 1 0 0 0 1 1 0 0 20 0 1 0 1234 4096 1 1 0 0 0 0 0 0 0 0 "
         "0 0 0 0 17 0 0 0 0 0\n"}},
       Process<&I::name, &I::cmdline>},
      {"process-environ", {"proc/1827/environ"}, {}, {{"proc/1827/stat", kStat}}, Process<&I::environ_>},
      {"process-io", {"proc/1827/io"}, {}, {{"proc/1827/stat", kStat}}, Process<&I::ioCounters>},
      {"process-files",
       {"proc/1827/fdinfo/3", "proc/1827/fdinfo/4"},
       {"proc/1827/fd/3", "proc/1827/fd/4", "proc/1827/exe", "proc/1827/cwd"},
       {{"proc/1827/stat", kStat}},
       Process<&I::openFiles, &I::numFds, &I::exe, &I::cwd>},
      {"process-cgroup",
       {"proc/1827/cgroup", "sys/fs/cgroup/memory.max", "sys/fs/cgroup/cpuset.cpus.effective"},
       {},
       {{"proc/1827/stat", kStat}, {"proc/meminfo", kMeminfo}},
       Process<&I::cgroup, &I::container, &I::limits>},
  };
}

std::vector<Target> SystemTargets() {
  return {
      {"cpu-stat",
       {"proc/stat"},
       {},
       {},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().cpuTimes(host); }, [&] { return Collectors().cpuStats(host); },
                    [&] { return Collectors().cpuCount(host, true); }, [&] { return Collectors().bootTime(host); });
       }},
      {"cpuinfo",
       {"proc/cpuinfo", "sys/devices/system/cpu/online", "sys/devices/system/cpu/cpu0/topology/core_cpus_list",
        "sys/devices/system/cpu/cpufreq/policy0/affected_cpus",
        "sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq"},
       {},
       {},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().cpuCount(host, false); },
                    [&] { return Collectors().cpuCount(host, true); }, [&] { return Collectors().cpuFreq(host); });
       }},
      {"loadavg",
       {"proc/loadavg"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().getloadavg(host); }); }},
      {"meminfo",
       {"proc/meminfo", "proc/zoneinfo", "proc/vmstat"},
       {},
       {},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().virtualMemory(host); }, [&] { return Collectors().swapMemory(host); });
       }},
      {"diskstats",
       {"proc/diskstats", "sys/block/sda/stat", "sys/block/sda/sda1/stat"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().diskIoCounters(host, true); }); }},
      {"mounts",
       {"proc/1/mounts", "proc/1/mountinfo", "proc/filesystems", "proc/partitions", "sys/dev/block/8:1/uevent"},
       {},
       {},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().diskPartitions(host, false); },
                    [&] { return Collectors().diskPartitions(host, true); });
       }},
      {"pressure",
       {"proc/pressure/cpu", "proc/pressure/io"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().pressure(host, ""); }); }},
      {"utmp",
       {"run/utmp"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().users(host); }); }},
      {"login-sessions",
       {"run/systemd/sessions/1", "run/systemd/sessions/2"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().users(host); }); }},
      {"os-release",
       {"etc/os-release", "proc/1/environ", "proc/1/cgroup", "sys/class/dmi/id/product_name", "etc/machine-id",
        "proc/cpuinfo"},
       {},
       {{"proc/sys/kernel/hostname", "host\n"}},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().hostInfo(host); }); }},
  };
}

std::vector<Target> NetTargets() {
  return {
      {"net-dev",
       {"proc/1/net/dev"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().netIoCounters(host, true); }); }},
      {"net-class",
       {"sys/class/net/eth0/flags", "sys/class/net/eth0/operstate", "sys/class/net/eth0/mtu",
        "sys/class/net/eth0/speed", "sys/class/net/eth0/duplex"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().netIfStats(host); }); }},
      {"inet-sockets",
       {"proc/1/net/tcp", "proc/1/net/tcp6", "proc/1/net/udp"},
       {"proc/1827/fd/3", "proc/1827/ns/net"},
       {{"proc/1827/stat", kStat}},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().netConnections(host, "inet", true); },
                    [&] { return ReadProcess(host, &I::connections); });
       }},
      {"unix-sockets",
       {"proc/1/net/unix"},
       {},
       {},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().netConnections(host, "unix", false); });
       }},
  };
}

std::vector<Target> LimitTargets() {
  return {
      {"cgroup-v2",
       {"proc/self/cgroup", "sys/fs/cgroup/a/memory.max", "sys/fs/cgroup/memory.current", "sys/fs/cgroup/memory.stat",
        "sys/fs/cgroup/cpu.max", "sys/fs/cgroup/cpuset.cpus.effective", "sys/fs/cgroup/pids.max",
        "sys/fs/cgroup/memory.swap.max"},
       {},
       {{"proc/meminfo", kMeminfo}},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().limits(host); }); }},
      {"cgroup-v1",
       {"proc/self/cgroup", "sys/fs/cgroup/memory/a/memory.limit_in_bytes",
        "sys/fs/cgroup/memory/memory.usage_in_bytes", "sys/fs/cgroup/memory/memory.stat",
        "sys/fs/cgroup/memory/memory.memsw.limit_in_bytes", "sys/fs/cgroup/memory/memory.memsw.usage_in_bytes",
        "sys/fs/cgroup/cpu/cpu.cfs_quota_us", "sys/fs/cgroup/cpu/cpu.cfs_period_us",
        "sys/fs/cgroup/cpuset/cpuset.cpus"},
       {},
       {{"proc/meminfo", kMeminfo}},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().limits(host); }); }},
  };
}

std::vector<Target> SensorTargets() {
  return {
      {"hwmon",
       {"sys/class/hwmon/hwmon0/name", "sys/class/hwmon/hwmon0/temp1_input", "sys/class/hwmon/hwmon0/temp1_max",
        "sys/class/hwmon/hwmon0/temp1_crit", "sys/class/hwmon/hwmon0/temp1_label", "sys/class/hwmon/hwmon0/fan1_input",
        "sys/class/hwmon/hwmon0/fan1_label"},
       {},
       {},
       [](const Host& host, std::string_view) {
         CheckCalls([&] { return Collectors().sensorsTemperatures(host); },
                    [&] { return Collectors().sensorsFans(host); });
       }},
      {"thermal",
       {"sys/class/thermal/thermal_zone0/type", "sys/class/thermal/thermal_zone0/temp",
        "sys/class/thermal/thermal_zone0/trip_point_0_type", "sys/class/thermal/thermal_zone0/trip_point_0_temp"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().sensorsTemperatures(host); }); }},
      {"power-supply",
       {"sys/class/power_supply/BAT0/type", "sys/class/power_supply/BAT0/energy_now",
        "sys/class/power_supply/BAT0/energy_full", "sys/class/power_supply/BAT0/power_now",
        "sys/class/power_supply/BAT0/capacity", "sys/class/power_supply/BAT0/status",
        "sys/class/power_supply/BAT0/time_to_empty_now", "sys/class/power_supply/AC/online"},
       {},
       {},
       [](const Host& host, std::string_view) { CheckCalls([&] { return Collectors().sensorsBattery(host); }); }},
  };
}

}  // namespace

std::vector<Target> CollectorTargets() {
  std::vector<Target> all;
  for (auto list : {ProcessTargets, SystemTargets, NetTargets, LimitTargets, SensorTargets}) {
    auto targets = list();
    all.insert(all.end(), targets.begin(), targets.end());
  }
  return all;
}

}  // namespace fuzz
