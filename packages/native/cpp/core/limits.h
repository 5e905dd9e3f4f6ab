#pragma once

#include <cstdint>

#include "host.h"

namespace psutil {

/// How much memory a control group may use, in bytes.
struct MemoryLimits {
  Nullable<uint64_t> limit;
  Nullable<uint64_t> usage;
  Nullable<uint64_t> workingSet;

  static constexpr const char* kName = "MemoryLimits";
  static constexpr const char* kDoc = "How much memory a control group may use, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("limit", &MemoryLimits::limit, "The most that it may use; null where that is all.");
    field("usage", &MemoryLimits::usage, "What it uses, with the files that it has read.");
    field("workingSet", &MemoryLimits::workingSet, "The same without files that were not used for a while.");
  }
};

/// How much swap space a control group may use, in bytes.
struct SwapLimits {
  Nullable<uint64_t> limit;
  Nullable<uint64_t> usage;

  static constexpr const char* kName = "SwapLimits";
  static constexpr const char* kDoc = "How much swap space a control group may use, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("limit", &SwapLimits::limit, "The most that it may use; null where that is all.");
    field("usage", &SwapLimits::usage, "What it uses.");
  }
};

/// Which CPUs a control group may use, and how much of them.
struct CpuLimits {
  Nullable<double> quota;
  Nullable<std::vector<int>> cpus;

  static constexpr const char* kName = "CpuLimits";
  static constexpr const char* kDoc = "Which CPUs a control group may use, and how much of them.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("quota", &CpuLimits::quota, "Seconds of CPU in a second, so how many CPUs; null where that is all.");
    field("cpus", &CpuLimits::cpus, "The numbers of the CPUs; null where that is not limited.");
  }
};

/// How many processes and threads a control group may have.
struct PidsLimits {
  Nullable<uint64_t> limit;
  Nullable<uint64_t> current;

  static constexpr const char* kName = "PidsLimits";
  static constexpr const char* kDoc = "How many processes and threads a control group may have.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("limit", &PidsLimits::limit, "The most that it may have; null where there is no end.");
    field("current", &PidsLimits::current, "Those that it has.");
  }
};

/// What control groups leave of a machine.
struct Limits {
  MemoryLimits memory;
  SwapLimits swap;
  CpuLimits cpu;
  PidsLimits pids;
  Nullable<std::string> cgroup;
  Nullable<int> version;

  static constexpr const char* kName = "Limits";
  static constexpr const char* kDoc = "What control groups leave of a machine: of each limit, the least on the way up.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("memory", &Limits::memory, "Memory.");
    field("swap", &Limits::swap, "Swap space.");
    field("cpu", &Limits::cpu, "CPUs.");
    field("pids", &Limits::pids, "Processes and threads.");
    field("cgroup", &Limits::cgroup, "The path of the control group; null without any.");
    field("version", &Limits::version, "The version of control groups that limits memory, 1 or 2; null without any.");
  }
};

/// How long work waited for something.
struct PressureStall {
  double avg10 = 0;
  double avg60 = 0;
  double avg300 = 0;
  double total = 0;

  static constexpr const char* kName = "PressureStall";
  static constexpr const char* kDoc = "How long work waited for something.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("avg10", &PressureStall::avg10, "The share of the last 10 seconds, 0 to 100.");
    field("avg60", &PressureStall::avg60, "The share of the last minute, 0 to 100.");
    field("avg300", &PressureStall::avg300, "The share of the last 5 minutes, 0 to 100.");
    field("total", &PressureStall::total, "Seconds since boot.");
  }
};

/// How long something was waited for.
struct ResourcePressure {
  Nullable<PressureStall> some;
  Nullable<PressureStall> full;

  static constexpr const char* kName = "ResourcePressure";
  static constexpr const char* kDoc = "How long something was waited for.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("some", &ResourcePressure::some, "By some of the work.");
    field("full", &ResourcePressure::full, "By all work at a time; null where the kernel does not count that.");
  }
};

/// How long work waited for what there is too little of.
struct Pressure {
  Nullable<ResourcePressure> cpu;
  Nullable<ResourcePressure> memory;
  Nullable<ResourcePressure> io;

  static constexpr const char* kName = "Pressure";
  static constexpr const char* kDoc =
      "How long work waited for what there is too little of; null where none is counted.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("cpu", &Pressure::cpu, "For a CPU.");
    field("memory", &Pressure::memory, "For memory.");
    field("io", &Pressure::io, "For a disk.");
  }
};

/// What a platform may tell of its limits; what it leaves null is not supported there.
struct LimitCollectors {
  Limits (*limits)(const Host&) = nullptr;
  Pressure (*pressure)(const Host&, const std::string& cgroup) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("limits", &LimitCollectors::limits, "What control groups leave of the machine.");
    collector("pressure", &LimitCollectors::pressure, "How long work waited for CPUs, memory and disks.");
  }
};

}  // namespace psutil
