#pragma once

#include <cstdint>

#include "limits.h"
#include "process_memory.h"
#include "process_types.h"

namespace psutil {

/// The state of a process.
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
  static constexpr const char* kDoc = "The state of a process, as `ps` shows it.";
  static constexpr const char* kValues[] = {"running", "sleeping", "disk-sleep", "stopped", "tracing-stop",
                                            "zombie",  "dead",     "wake-kill",  "waking",  "idle",
                                            "locked",  "waiting",  "parked"};
};

/// CPU times of a process, in seconds.
struct ProcessCpuTimes {
  double user = 0;
  double system = 0;
  std::optional<double> childrenUser;
  std::optional<double> childrenSystem;
  std::optional<double> iowait;

  static constexpr const char* kName = "ProcessCpuTimes";
  static constexpr const char* kDoc = "CPU times of a process, in seconds.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("user", &ProcessCpuTimes::user, "Time in user mode, in seconds.");
    field("system", &ProcessCpuTimes::system, "Time in kernel mode, in seconds.");
    field("childrenUser", &ProcessCpuTimes::childrenUser,
          "Linux, FreeBSD, SunOS: user time of children that were waited for, in seconds.");
    field("childrenSystem", &ProcessCpuTimes::childrenSystem,
          "Linux, FreeBSD, SunOS: system time of children that were waited for, in seconds.");
    field("iowait", &ProcessCpuTimes::iowait,
          "Linux: time waiting for block I/O, in seconds; 0 unless kernel.task_delayacct is enabled.");
  }
};

/// The attributes of a process. An attribute is declared here once; the types, the decoders, the graph and the
/// documentation follow from this list.
struct ProcessInfo {
  std::optional<Timestamp> createTime;
  std::optional<int> ppid;
  std::optional<std::string> name;
  std::optional<std::string> exe;
  std::optional<StringList> cmdline;
  std::optional<std::vector<EnvironmentVariable>> environ_;  // Windows has a macro of the name itself
  std::optional<std::string> cwd;
  std::optional<ProcessStatus> status;
  std::optional<bool> isKernelProcess;
  std::optional<std::string> username;
  std::optional<ProcessIds> uids;
  std::optional<ProcessIds> gids;
  std::optional<Nullable<std::string>> terminal;
  std::optional<int> processGroup;
  std::optional<int> sessionId;
  std::optional<int> nice;
  std::optional<IoPriority> ionice;
  std::optional<ProcessIoCounters> ioCounters;
  std::optional<ContextSwitches> numCtxSwitches;
  std::optional<PageFaults> pageFaults;
  std::optional<int> numThreads;
  std::optional<std::vector<ThreadTimes>> threads;
  std::optional<int> numFds;
  std::optional<int> numHandles;
  std::optional<std::vector<OpenFile>> openFiles;
  std::optional<std::vector<Connection>> connections;
  std::optional<ProcessCpuTimes> cpuTimes;
  std::optional<int> cpuNum;
  std::optional<std::vector<int>> cpuAffinity;
  std::optional<ProcessMemory> memoryInfo;
  std::optional<ProcessMemoryEx> memoryInfoEx;
  std::optional<ProcessFullMemory> memoryFullInfo;
  std::optional<double> memoryPercent;
  std::optional<std::vector<MappedFile>> memoryMaps;
  std::optional<Nullable<std::string>> cgroup;
  std::optional<Nullable<std::string>> container;
  std::optional<Limits> limits;

  static constexpr const char* kName = "ProcessInfo";
  static constexpr const char* kDoc = "Attributes of a process.";
  static constexpr bool kSparse = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    using I = ProcessInfo;
    field("createTime", &I::createTime, "Time at which the process started.");
    field("ppid", &I::ppid, "PID of the parent process; 0 if outside this PID namespace.");
    field("name", &I::name, "Name of the process.");
    field("exe", &I::exe, "Absolute path of the executable; empty for kernel processes.");
    field("cmdline", &I::cmdline, "Command line arguments; empty for kernel processes.");
    field("environ", &I::environ_, "Environment variables with which the process was started.");
    field("cwd", &I::cwd, "Absolute path of the current working directory; empty if it has none.");
    field("status", &I::status, "State of the process.");
    field("isKernelProcess", &I::isKernelProcess, "Whether it is a kernel thread or process.");
    field("username", &I::username, "Name of the real user, or the user ID in digits if it has no name.");
    field("uids", &I::uids, "Real, effective and saved user IDs.");
    field("gids", &I::gids, "Real, effective and saved group IDs.");
    field("terminal", &I::terminal, "Path of the controlling terminal; null without one.");
    field("processGroup", &I::processGroup, "Process group ID; 0 if outside this PID namespace.");
    field("sessionId", &I::sessionId, "Session ID; 0 if outside this PID namespace.");
    field("nice", &I::nice, "Nice value, -20 (highest) to 19 (lowest); on Windows, a priority class.");
    field("ionice", &I::ionice, "I/O scheduling class and priority.");
    field("ioCounters", &I::ioCounters, "I/O counters since the process started.");
    field("numCtxSwitches", &I::numCtxSwitches, "Number of context switches of the main thread.");
    field("pageFaults", &I::pageFaults, "Number of page faults.");
    field("numThreads", &I::numThreads, "Number of threads.");
    field("threads", &I::threads, "Threads of the process.");
    field("numFds", &I::numFds, "Unix: number of open file descriptors.");
    field("numHandles", &I::numHandles, "Windows: number of open handles.");
    field("openFiles", &I::openFiles, "Regular files that the process has open.");
    field("connections", &I::connections, "IPv4 and IPv6 sockets that the process has open.");
    field("cpuTimes", &I::cpuTimes, "CPU times, in seconds.");
    field("cpuNum", &I::cpuNum, "Number of the CPU on which the process last ran.");
    field("cpuAffinity", &I::cpuAffinity, "Numbers of the CPUs on which the process may run.");
    field("memoryInfo", &I::memoryInfo, "Memory usage, in bytes.");
    field("memoryInfoEx", &I::memoryInfoEx, "Memory usage with system-specific fields, in bytes.");
    field("memoryFullInfo", &I::memoryFullInfo, "Memory usage including the unique set size (USS), in bytes.");
    field("memoryPercent", &I::memoryPercent, "Resident set size as a percentage of RAM, 0 to 100.");
    field("memoryMaps", &I::memoryMaps, "Mapped memory, grouped by file, in bytes.");
    field("cgroup", &I::cgroup, "Linux: path of the control group; null without any.");
    field("container", &I::container, "Linux: ID of the container; null if the control group names none.");
    field("limits", &I::limits, "Linux: effective limits of the control groups of the process.");
  }
};

/// A set of attributes: bit N stands for field N of ProcessInfo.
struct Attributes {
  uint64_t bits = 0;
  bool Has(int field) const { return (bits >> field) & 1; }
  Attributes With(int field) const { return {bits | uint64_t{1} << field}; }
  Attributes Without(Attributes others) const { return {bits & ~others.bits}; }
};

}  // namespace psutil
