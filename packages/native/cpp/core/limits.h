#pragma once

#include <cstdint>

#include "host.h"

namespace psutil {

/// Memory limit and usage of a control group, in bytes.
struct MemoryLimits {
  Nullable<uint64_t> limit;
  Nullable<uint64_t> usage;
  Nullable<uint64_t> workingSet;

  static constexpr const char* kName = "MemoryLimits";
  static constexpr const char* kDoc = "Memory limit and usage of a control group, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("limit", &MemoryLimits::limit, "Memory limit, in bytes; null if there is none.");
    field("usage", &MemoryLimits::usage, "Memory usage including the page cache, in bytes; null if unknown.");
    field("workingSet", &MemoryLimits::workingSet,
          "Working set, in bytes: `usage` minus the inactive page cache; null if unknown.");
  }
};

/// Swap limit and usage of a control group, in bytes.
struct SwapLimits {
  Nullable<uint64_t> limit;
  Nullable<uint64_t> usage;

  static constexpr const char* kName = "SwapLimits";
  static constexpr const char* kDoc = "Swap limit and usage of a control group, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("limit", &SwapLimits::limit, "Swap limit, in bytes; null if there is none.");
    field("usage", &SwapLimits::usage, "Swap usage, in bytes; null if unknown.");
  }
};

/// CPU limits of a control group.
struct CpuLimits {
  Nullable<double> quota;
  Nullable<std::vector<int>> cpus;

  static constexpr const char* kName = "CpuLimits";
  static constexpr const char* kDoc = "CPU limits of a control group.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("quota", &CpuLimits::quota, "CPU quota, in CPUs (CPU seconds per second); null if there is none.");
    field("cpus", &CpuLimits::cpus, "Numbers of the permitted CPUs; null if all are permitted.");
  }
};

/// Limit and number of processes and threads of a control group.
struct PidsLimits {
  Nullable<uint64_t> limit;
  Nullable<uint64_t> current;

  static constexpr const char* kName = "PidsLimits";
  static constexpr const char* kDoc = "Limit and number of processes and threads of a control group.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("limit", &PidsLimits::limit, "Maximum number of processes and threads; null if there is none.");
    field("current", &PidsLimits::current, "Current number of processes and threads; null if unknown.");
  }
};

/// Resource limits set by control groups.
struct Limits {
  MemoryLimits memory;
  SwapLimits swap;
  CpuLimits cpu;
  PidsLimits pids;
  Nullable<std::string> cgroup;
  Nullable<int> version;

  static constexpr const char* kName = "Limits";
  static constexpr const char* kDoc =
      "Resource limits set by control groups: of each limit, the minimum over the group and its ancestors.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("memory", &Limits::memory, "Memory limit and usage.");
    field("swap", &Limits::swap, "Swap limit and usage.");
    field("cpu", &Limits::cpu, "CPU limits.");
    field("pids", &Limits::pids, "Limit and number of processes and threads.");
    field("cgroup", &Limits::cgroup, "Path of the control group; null if there is none.");
    field("version", &Limits::version,
          "Version of the control group hierarchy that limits memory, 1 or 2; null if there is none.");
  }
};

/// Time that tasks were stalled on a resource.
struct PressureStall {
  double avg10 = 0;
  double avg60 = 0;
  double avg300 = 0;
  double total = 0;

  static constexpr const char* kName = "PressureStall";
  static constexpr const char* kDoc = "Time that tasks were stalled on a resource.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("avg10", &PressureStall::avg10, "Stall time over the last 10 seconds, in percent, 0 to 100.");
    field("avg60", &PressureStall::avg60, "Stall time over the last 60 seconds, in percent, 0 to 100.");
    field("avg300", &PressureStall::avg300, "Stall time over the last 300 seconds, in percent, 0 to 100.");
    field("total", &PressureStall::total, "Total stall time, in seconds.");
  }
};

/// Pressure stall information of one resource.
struct ResourcePressure {
  Nullable<PressureStall> some;
  Nullable<PressureStall> full;

  static constexpr const char* kName = "ResourcePressure";
  static constexpr const char* kDoc = "Pressure stall information of one resource.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("some", &ResourcePressure::some,
          "Time during which at least one task was stalled; null if the kernel does not report it.");
    field("full", &ResourcePressure::full,
          "Time during which all tasks were stalled at once; null if the kernel does not report it.");
  }
};

/// Pressure stall information (PSI).
struct Pressure {
  Nullable<ResourcePressure> cpu;
  Nullable<ResourcePressure> memory;
  Nullable<ResourcePressure> io;

  static constexpr const char* kName = "Pressure";
  static constexpr const char* kDoc =
      "Pressure stall information (PSI); null for a resource that the kernel does not report.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("cpu", &Pressure::cpu, "CPU pressure.");
    field("memory", &Pressure::memory, "Memory pressure.");
    field("io", &Pressure::io, "I/O pressure.");
  }
};

/// Limit collectors of a platform. A null pointer means that the platform does not support the collector.
struct LimitCollectors {
  Limits (*limits)(const Host&) = nullptr;
  Pressure (*pressure)(const Host&, const std::string& cgroup) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("limits", &LimitCollectors::limits, "Resource limits set by control groups.");
    collector("pressure", &LimitCollectors::pressure, "Pressure stall information (PSI) of CPU, memory and I/O.");
  }
};

}  // namespace psutil
