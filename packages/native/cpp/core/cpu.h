#pragma once

#include <cstdint>

#include "host.h"

namespace psutil {

/// Seconds that CPUs spent in each mode since boot.
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

  static constexpr const char* kName = "CpuTimes";
  static constexpr const char* kDoc = "Seconds that CPUs spent in each mode since boot.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("user", &CpuTimes::user, "Programs; on Linux with the time of guests.");
    field("system", &CpuTimes::system, "The kernel, for programs.");
    field("idle", &CpuTimes::idle, "Doing nothing, with nothing to wait for.");
    field("nice", &CpuTimes::nice, "Unix: programs of lowered priority; on Linux with the time of niced guests.");
    field("iowait", &CpuTimes::iowait, "Linux: idle while a disk was awaited. May decrease.");
    field("irq", &CpuTimes::irq, "Linux, FreeBSD: hardware interrupts.");
    field("softirq", &CpuTimes::softirq, "Linux: software interrupts.");
    field("steal", &CpuTimes::steal, "Linux: wanted, but given to other virtual machines.");
    field("guest", &CpuTimes::guest, "Linux: virtual CPUs of guests; counted in `user` too.");
    field("guestNice", &CpuTimes::guestNice, "Linux: virtual CPUs of niced guests; counted in `nice` too.");
  }
};

/// One CPU and its times. The kernel lists only those online, so numbers may be missing.
struct PerCpuTimes {
  int cpu = 0;
  CpuTimes times;

  static constexpr const char* kName = "PerCpuTimes";
  static constexpr const char* kDoc = "One CPU and its times.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("cpu", &PerCpuTimes::cpu, "Number of the CPU, as the kernel counts them.");
    field("times", &PerCpuTimes::times, "Its times.");
  }
};

/// The times of all CPUs together and of each that is online.
struct CpuTimesTable {
  CpuTimes total;
  std::vector<PerCpuTimes> cpus;

  static constexpr const char* kName = "CpuTimesTable";
  static constexpr const char* kDoc = "The times of all CPUs together and of each that is online.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &CpuTimesTable::total, "All CPUs together.");
    field("cpus", &CpuTimesTable::cpus, "Each CPU that is online.");
  }
};

/// What the CPUs were interrupted for since boot.
struct CpuStats {
  uint64_t ctxSwitches = 0;
  uint64_t interrupts = 0;
  std::optional<uint64_t> softInterrupts;
  std::optional<uint64_t> syscalls;

  static constexpr const char* kName = "CpuStats";
  static constexpr const char* kDoc = "What the CPUs were interrupted for since boot.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("ctxSwitches", &CpuStats::ctxSwitches, "Context switches, voluntary or not.");
    field("interrupts", &CpuStats::interrupts, "Interrupts by hardware.");
    field("softInterrupts", &CpuStats::softInterrupts, "Interrupts by software.");
    field("syscalls", &CpuStats::syscalls, "Calls of the kernel. Not counted by Linux.");
  }
};

/// The clock of a CPU, in MHz.
struct CpuFreq {
  double current = 0;
  Nullable<double> min;
  Nullable<double> max;

  static constexpr const char* kName = "CpuFreq";
  static constexpr const char* kDoc = "The clock of a CPU, in MHz.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("current", &CpuFreq::current, "At present.");
    field("min", &CpuFreq::min, "The lowest that it may be set to, where that is known.");
    field("max", &CpuFreq::max, "The highest that it may be set to, where that is known.");
  }
};

/// What a platform may measure of its CPUs; what it leaves null is not supported there.
struct CpuCollectors {
  CpuTimesTable (*cpuTimes)(const Host&) = nullptr;
  Nullable<int> (*cpuCount)(const Host&, bool logical) = nullptr;
  CpuStats (*cpuStats)(const Host&) = nullptr;
  std::vector<CpuFreq> (*cpuFreq)(const Host&) = nullptr;
  std::vector<double> (*getloadavg)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("cpuTimes", &CpuCollectors::cpuTimes, "Seconds that CPUs spent in each mode since boot.");
    collector("cpuCount", &CpuCollectors::cpuCount, "Number of CPUs online, or of physical cores.");
    collector("cpuStats", &CpuCollectors::cpuStats, "What the CPUs were interrupted for since boot.");
    collector("cpuFreq", &CpuCollectors::cpuFreq, "The clock of each CPU online whose clock is known, in MHz.");
    collector("getloadavg", &CpuCollectors::getloadavg, "Load averages of the last 1, 5 and 15 minutes.");
  }
};

}  // namespace psutil
