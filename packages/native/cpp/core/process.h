#pragma once

#include <cstdint>

#include "error.h"
#include "host.h"

/// What a process is doing.
enum class ProcessStatus {
  kRunning,
  kSleeping,
  kDiskSleep,
  kStopped,
  kTracingStop,
  kZombie,
  kDead,
  kWakeKill,
  kWaking,
  kIdle,
  kLocked,
  kWaiting,
  kParked,
};

template <>
struct EnumNames<ProcessStatus> {
  static constexpr const char* kName = "ProcessStatus";
  static constexpr const char* kDoc = "What a process is doing.";
  static constexpr const char* kValues[] = {"running", "sleeping", "disk-sleep", "stopped", "tracing-stop",
                                            "zombie",  "dead",     "wake-kill",  "waking",  "idle",
                                            "locked",  "waiting",  "parked"};
};

/// Seconds of CPU that a process used.
struct ProcessCpuTimes {
  double user = 0;
  double system = 0;
  std::optional<double> childrenUser;
  std::optional<double> childrenSystem;
  std::optional<double> iowait;

  static constexpr const char* kName = "ProcessCpuTimes";
  static constexpr const char* kDoc = "Seconds of CPU that a process used.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("user", &ProcessCpuTimes::user, "In its own code.");
    field("system", &ProcessCpuTimes::system, "In the kernel, for it.");
    field("childrenUser", &ProcessCpuTimes::childrenUser, "`user` of its children that ended and were waited for.");
    field("childrenSystem", &ProcessCpuTimes::childrenSystem, "`system` of those children.");
    field("iowait", &ProcessCpuTimes::iowait, "Linux: waiting for disks; 0 unless kernel.task_delayacct is on.");
  }
};

/// Memory of a process, in bytes.
struct ProcessMemory {
  uint64_t rss = 0;
  uint64_t vms = 0;
  std::optional<uint64_t> shared;
  std::optional<uint64_t> text;
  std::optional<uint64_t> data;

  static constexpr const char* kName = "ProcessMemory";
  static constexpr const char* kDoc = "Memory of a process, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("rss", &ProcessMemory::rss, "What it holds in RAM, shared pages included.");
    field("vms", &ProcessMemory::vms, "Its whole address space.");
    field("shared", &ProcessMemory::shared, "Linux: the part of `rss` that others may share.");
    field("text", &ProcessMemory::text, "Linux, BSD: its code.");
    field("data", &ProcessMemory::data, "Linux, BSD: its data and stack.");
  }
};

/// What can be asked of a process. A fact is declared here once; everything else follows from this list.
struct ProcessInfo {
  std::optional<Timestamp> createTime;
  std::optional<int> ppid;
  std::optional<std::string> name;
  std::optional<std::string> exe;
  std::optional<std::vector<std::string>> cmdline;
  std::optional<ProcessStatus> status;
  std::optional<std::string> username;
  std::optional<ProcessCpuTimes> cpuTimes;
  std::optional<ProcessMemory> memoryInfo;
  std::optional<int> numThreads;

  static constexpr const char* kName = "ProcessInfo";
  static constexpr const char* kDoc = "What can be asked of a process.";
  static constexpr bool kSparse = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("createTime", &ProcessInfo::createTime, "When it started.");
    field("ppid", &ProcessInfo::ppid, "Pid of its parent; 0 when it has none here.");
    field("name", &ProcessInfo::name, "Name of the program.");
    field("exe", &ProcessInfo::exe,
          "Absolute path of the program, in its own mount namespace; empty for the kernel's.");
    field("cmdline", &ProcessInfo::cmdline, "Program and arguments; empty for the kernel's own.");
    field("status", &ProcessInfo::status, "What it is doing.");
    field("username", &ProcessInfo::username, "Name of its real user, or the number where it has none.");
    field("cpuTimes", &ProcessInfo::cpuTimes, "Seconds of CPU that it used.");
    field("memoryInfo", &ProcessInfo::memoryInfo, "Its memory, in bytes.");
    field("numThreads", &ProcessInfo::numThreads, "Number of its threads.");
  }
};

/// An attribute that could not be read, by its position in ProcessInfo, and why.
struct Refusal {
  int attribute = 0;
  Failure failure;

  static constexpr const char* kName = "Refusal";
  static constexpr const char* kDoc = "An attribute that could not be read, and why.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("attribute", &Refusal::attribute, "Position of the attribute in ProcessInfo.");
    field("failure", &Refusal::failure, "Why it could not be read.");
  }
};

/// One process, as far as it was asked.
struct ProcessRow {
  int pid = 0;
  ProcessInfo info;
  std::vector<Refusal> refused;
  std::optional<double> startTicks;
  std::optional<Failure> failure;

  static constexpr const char* kName = "ProcessRow";
  static constexpr const char* kDoc = "One process, as far as it was asked.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("pid", &ProcessRow::pid, "The process.");
    field("info", &ProcessRow::info, "The attributes that could be read.");
    field("refused", &ProcessRow::refused, "The attributes that could not.");
    field("startTicks", &ProcessRow::startTicks, "Its start in clock ticks since boot: with the pid, its identity.");
    field("failure", &ProcessRow::failure, "Why nothing of it could be read.");
  }
};

/// A set of attributes: bit N stands for field N of ProcessInfo.
struct Attributes {
  uint64_t bits = 0;
  bool Has(int field) const { return (bits >> field) & 1; }
};

/// The processes to read: all, or pids with the start ticks that they must still have (NaN where any will do).
struct Target {
  int pid = 0;
  double startTicks = 0;
};
struct Targets {
  bool all = true;
  std::vector<Target> list;
};

/// What a platform may tell of processes; what it leaves null is not supported there.
struct ProcessCollectors {
  std::vector<int> (*pids)(const Host&) = nullptr;
  bool (*pidExists)(const Host&, int pid) = nullptr;
  std::vector<ProcessRow> (*processes)(const Host&, Attributes, const Targets&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("pids", &ProcessCollectors::pids, "The pids of all processes, ascending.");
    collector("pidExists", &ProcessCollectors::pidExists, "Whether a pid is that of a process.");
    collector("processes", &ProcessCollectors::processes, "Any attributes of any processes, in one pass.");
  }
};
