#pragma once

#include <cstdint>

#include "derived.h"
#include "host.h"

namespace psutil {

/// CPU time spent in each mode since boot, in seconds.
struct CpuTimes {
  double user = 0;
  double system = 0;
  double idle = 0;
  std::optional<double> nice;
  std::optional<double> iowait;
  std::optional<double> irq;
  std::optional<double> softirq;
  std::optional<double> steal;
  std::optional<double> guest;
  std::optional<double> guestNice;
  std::optional<double> dpc;

  static constexpr const char* kName = "CpuTimes";
  static constexpr const char* kDoc = "CPU time spent in each mode since boot, in seconds.";
  static constexpr DerivedRecord kDerived[] = {
      {"CpuTimesPercent", "CPU time spent in each mode between two readings, in percent of all CPU time.",
       "percentages"}};
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("user", &CpuTimes::user, "Time spent by processes in user mode, in seconds. On Linux it includes `guest`.");
    field("system", &CpuTimes::system, "Time spent in kernel mode, except in `irq`, `softirq` and `dpc`, in seconds.");
    field("idle", &CpuTimes::idle, "Time spent idle, with no outstanding I/O request, in seconds.");
    field("nice", &CpuTimes::nice,
          "Linux, macOS, FreeBSD: time spent by niced (low priority) processes in user mode, in seconds. On Linux it "
          "includes "
          "`guestNice`.");
    field("iowait", &CpuTimes::iowait, "Linux: time spent idle while an I/O request was outstanding, in seconds.");
    field("irq", &CpuTimes::irq, "Time spent servicing hardware interrupts, in seconds. Not on macOS.");
    field("softirq", &CpuTimes::softirq, "Linux: time spent servicing software interrupts, in seconds.");
    field("steal", &CpuTimes::steal,
          "Linux: time that the hypervisor gave to other virtual machines while this one was ready to run, in "
          "seconds.");
    field("guest", &CpuTimes::guest,
          "Linux: time spent running a virtual CPU of a guest, in seconds. It is included in `user`.", PartOf{"user"});
    field("guestNice", &CpuTimes::guestNice,
          "Linux: time spent running a virtual CPU of a niced guest, in seconds. It is included in `nice`.",
          PartOf{"nice"});
    field("dpc", &CpuTimes::dpc, "Windows: time spent servicing deferred procedure calls, in seconds.");
  }
};

/// One online CPU and its times. CPU numbers may have gaps: the kernel lists only the CPUs that are online.
struct PerCpuTimes {
  int cpu = 0;
  CpuTimes times;

  static constexpr const char* kName = "PerCpuTimes";
  static constexpr const char* kDoc = "One online CPU and its times.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("cpu", &PerCpuTimes::cpu, "Number of the CPU, as assigned by the kernel.");
    field("times", &PerCpuTimes::times, "Times of the CPU.");
  }
};

/// Returns the sum of the times of CPUs.
inline CpuTimes SumTimes(const std::vector<PerCpuTimes>& cpus) {
  const auto add = [](std::optional<double>& sum, const std::optional<double>& time) {
    if (time) sum = sum.value_or(0) + *time;
  };
  CpuTimes sum;
  for (const auto& [number, times] : cpus) {
    sum.user += times.user;
    sum.system += times.system;
    sum.idle += times.idle;
    add(sum.irq, times.irq);
    add(sum.dpc, times.dpc);
  }
  return sum;
}

/// System-wide CPU times and the times of each online CPU.
struct CpuTimesTable {
  CpuTimes total;
  std::vector<PerCpuTimes> cpus;

  static constexpr const char* kName = "CpuTimesTable";
  static constexpr const char* kDoc = "System-wide CPU times and the times of each online CPU.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &CpuTimesTable::total, "Sum over all CPUs.");
    field("cpus", &CpuTimesTable::cpus, "Each online CPU, in ascending order of its number.");
  }
};

/// CPU event counters since boot.
struct CpuStats {
  uint64_t ctxSwitches = 0;
  uint64_t interrupts = 0;
  std::optional<uint64_t> softInterrupts;
  std::optional<uint64_t> syscalls;

  static constexpr const char* kName = "CpuStats";
  static constexpr const char* kDoc = "CPU event counters since boot.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("ctxSwitches", &CpuStats::ctxSwitches, "Number of context switches, voluntary and involuntary.");
    field("interrupts", &CpuStats::interrupts, "Number of hardware interrupts.");
    field("softInterrupts", &CpuStats::softInterrupts, "Linux, FreeBSD: number of software interrupts.");
    field("syscalls", &CpuStats::syscalls, "FreeBSD, SunOS, Windows: number of system calls.");
  }
};

/// CPU frequency, in MHz.
struct CpuFreq {
  double current = 0;
  Nullable<double> min;
  Nullable<double> max;

  static constexpr const char* kName = "CpuFreq";
  static constexpr const char* kDoc = "CPU frequency, in MHz.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("current", &CpuFreq::current, "Current frequency, in MHz.");
    field("min", &CpuFreq::min, "Minimum frequency of the CPU, in MHz; null if unknown.");
    field("max", &CpuFreq::max, "Maximum frequency of the CPU, in MHz; null if unknown.");
  }
};

/// CPU collectors of a platform. A null pointer means that the platform does not support the collector.
struct CpuCollectors {
  CpuTimesTable (*cpuTimes)(const Host&) = nullptr;
  Nullable<int> (*cpuCount)(const Host&, bool logical) = nullptr;
  CpuStats (*cpuStats)(const Host&) = nullptr;
  std::vector<CpuFreq> (*cpuFreq)(const Host&) = nullptr;
  std::vector<double> (*getloadavg)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("cpuTimes", &CpuCollectors::cpuTimes, "CPU time spent in each mode since boot, in seconds.");
    collector("cpuCount", &CpuCollectors::cpuCount, "Number of online logical CPUs, or of physical cores.");
    collector("cpuStats", &CpuCollectors::cpuStats, "CPU event counters since boot.");
    collector("cpuFreq", &CpuCollectors::cpuFreq, "Frequency of each online CPU, in MHz.");
    collector("getloadavg", &CpuCollectors::getloadavg, "Load averages over the last 1, 5 and 15 minutes.");
  }
};

}  // namespace psutil
