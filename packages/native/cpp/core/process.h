#pragma once

#include <cstdint>

#include "error.h"
#include "limits.h"
#include "process_memory.h"
#include "process_types.h"

namespace psutil {

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

/// What can be asked of a process. A fact is declared here once; everything else follows from this list.
struct ProcessInfo {
  std::optional<Timestamp> createTime;
  std::optional<int> ppid;
  std::optional<std::string> name;
  std::optional<std::string> exe;
  std::optional<std::vector<std::string>> cmdline;
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
    field("environ", &ProcessInfo::environ_, "The environment that it was started with.");
    field("cwd", &ProcessInfo::cwd, "Its working directory; empty where it has none.");
    field("status", &ProcessInfo::status, "What it is doing.");
    field("isKernelProcess", &ProcessInfo::isKernelProcess,
          "Whether the process runs kernel code only: a kernel thread on Linux.");
    field("username", &ProcessInfo::username, "Name of its real user, or the number where it has none.");
    field("uids", &ProcessInfo::uids, "The numbers of its user.");
    field("gids", &ProcessInfo::gids, "The numbers of its group.");
    field("terminal", &ProcessInfo::terminal, "Path of its terminal; null without one.");
    field("processGroup", &ProcessInfo::processGroup, "The process group that it is in; 0 when that is none of here.");
    field("sessionId", &ProcessInfo::sessionId, "The session that it is in; 0 when that is none of here.");
    field("nice", &ProcessInfo::nice, "How much it gives way to others, -20 to 19.");
    field("ionice", &ProcessInfo::ionice, "How urgent its reads and writes of disks are.");
    field("ioCounters", &ProcessInfo::ioCounters, "What it read and wrote.");
    field("numCtxSwitches", &ProcessInfo::numCtxSwitches, "How often its main thread left a CPU.");
    field("pageFaults", &ProcessInfo::pageFaults, "How often its memory was not in place.");
    field("numThreads", &ProcessInfo::numThreads, "Number of its threads.");
    field("threads", &ProcessInfo::threads, "Its threads.");
    field("numFds", &ProcessInfo::numFds, "Number of its open descriptors.");
    field("openFiles", &ProcessInfo::openFiles, "The regular files that it has open.");
    field("connections", &ProcessInfo::connections, "Its IPv4 and IPv6 sockets.");
    field("cpuTimes", &ProcessInfo::cpuTimes, "Seconds of CPU that it used.");
    field("cpuNum", &ProcessInfo::cpuNum, "The CPU that it ran on last.");
    field("cpuAffinity", &ProcessInfo::cpuAffinity, "The CPUs that it may run on.");
    field("memoryInfo", &ProcessInfo::memoryInfo, "Its memory, in bytes.");
    field("memoryInfoEx", &ProcessInfo::memoryInfoEx, "Its memory by kind, in bytes.");
    field("memoryFullInfo", &ProcessInfo::memoryFullInfo, "Its memory with what is its alone, in bytes.");
    field("memoryPercent", &ProcessInfo::memoryPercent, "Its memory as a share of all RAM, 0 to 100.");
    field("memoryMaps", &ProcessInfo::memoryMaps, "What it has mapped into its memory, by file.");
    field("cgroup", &ProcessInfo::cgroup, "The path of its control group; null without any.");
    field("container", &ProcessInfo::container,
          "The id of the container that it is in, where its control group names one.");
    field("limits", &ProcessInfo::limits, "What its control groups leave it of the machine.");
  }
};

/// An attribute that could not be read, by its position in ProcessInfo, and why.
struct AttributeError {
  int attribute = 0;
  Failure failure;

  static constexpr const char* kName = "AttributeError";
  static constexpr const char* kDoc = "An attribute that could not be read, and why.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("attribute", &AttributeError::attribute, "Position of the attribute in ProcessInfo.");
    field("failure", &AttributeError::failure, "Why it could not be read.");
  }
};

/// One process, as far as it was asked.
struct ProcessRow {
  int pid = 0;
  ProcessInfo info;
  std::vector<AttributeError> refused;
  std::optional<double> start;
  std::optional<Failure> failure;

  static constexpr const char* kName = "ProcessRow";
  static constexpr const char* kDoc = "One process, as far as it was asked.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("pid", &ProcessRow::pid, "The process.");
    field("info", &ProcessRow::info, "The attributes that could be read.");
    field("refused", &ProcessRow::refused, "The attributes that could not.");
    field("start", &ProcessRow::start, "Its start in clock ticks since boot: with the pid, its identity.");
    field("failure", &ProcessRow::failure, "Why nothing of it could be read.");
  }
};

/// A set of attributes: bit N stands for field N of ProcessInfo.
struct Attributes {
  uint64_t bits = 0;
  bool Has(int field) const { return (bits >> field) & 1; }
  Attributes With(int field) const { return {bits | uint64_t{1} << field}; }
  Attributes Without(Attributes others) const { return {bits & ~others.bits}; }
};

/// The processes to read: all, or pids with the start ticks that they must still have (NaN where any will do).
struct Target {
  int pid = 0;
  double start = 0;
};
struct Targets {
  bool all = true;
  std::vector<Target> list;
};

/// Which sockets `connections` are.
struct SocketKind {
  std::string name = "inet";
};

/// How many threads may read at once.
struct Threads {
  unsigned most = 1;
};

/// What a platform may say when it happens; what it leaves null is not supported there. Each gives a descriptor that
/// becomes readable then, and that is its caller's.
struct ProcessWatches {
  int (*end)(const Host&, const Target&) = nullptr;
  int (*events)() = nullptr;
  /// The next starts, execs and ends of processes: of each what it was (0, 1, 2), the pid, and of a start the parent's
  /// pid, of an end the exit code, negative for a signal. Throws ENOBUFS where some were lost.
  std::vector<double> (*readEvents)(int fd) = nullptr;
};

/// What a platform may tell of processes; what it leaves null is not supported there.
struct ProcessCollectors {
  std::vector<int> (*pids)(const Host&) = nullptr;
  bool (*pidExists)(const Host&, int pid) = nullptr;
  std::vector<ProcessRow> (*processes)(const Host&, Attributes, const Targets&, const SocketKind&, Threads) = nullptr;
  std::vector<ProcessRow> (*processAncestors)(const Host&, int pid, Attributes) = nullptr;
  std::vector<ProcessRow> (*processDescendants)(const Host&, int pid, bool recursive, Attributes, Threads) = nullptr;
  std::vector<MappedRegion> (*processMemoryMaps)(const Host&, const Target&) = nullptr;
  std::vector<Connection> (*processConnections)(const Host&, const Target&, const std::string& kind) = nullptr;
  ResourceLimit (*processLimit)(const Host&, const Target&, int resource) = nullptr;
  bool (*setProcessLimit)(const Host&, const Target&, int resource, double soft, double hard) = nullptr;
  bool (*setProcessNice)(const Host&, const Target&, int nice) = nullptr;
  bool (*setProcessIonice)(const Host&, const Target&, int ioclass, int value) = nullptr;
  /// Gives null, the CPU that there is not, or -1 where the process may run on none of them.
  Nullable<int> (*setProcessAffinity)(const Host&, const Target&, const std::vector<int>& cpus) = nullptr;
  bool (*signalProcess)(const Host&, const Target&, int signal) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("pids", &ProcessCollectors::pids, "The pids of all processes, ascending.");
    collector("pidExists", &ProcessCollectors::pidExists, "Whether a pid is that of a process.");
    collector("processes", &ProcessCollectors::processes, "Any attributes of any processes, in one pass.");
    collector("processAncestors", &ProcessCollectors::processAncestors,
              "Any attributes of a process and of all that it descends from, the nearest first.");
    collector("processDescendants", &ProcessCollectors::processDescendants,
              "Any attributes of a process and its children or all that descend from it, and maybe of others.");
    collector("processMemoryMaps", &ProcessCollectors::processMemoryMaps, "Every mapping of a process's memory.");
    collector("processConnections", &ProcessCollectors::processConnections, "A process's sockets of a kind.");
    collector("processLimit", &ProcessCollectors::processLimit, "How much a process may use of a resource.");
    collector("setProcessLimit", &ProcessCollectors::setProcessLimit, "Says how much a process may use of a resource.");
    collector("setProcessNice", &ProcessCollectors::setProcessNice, "Says how much a process gives way to others.");
    collector("setProcessIonice", &ProcessCollectors::setProcessIonice,
              "Says how urgent a process's reads and writes are.");
    collector("setProcessAffinity", &ProcessCollectors::setProcessAffinity, "Says which CPUs a process may run on.");
    collector("signalProcess", &ProcessCollectors::signalProcess, "Sends a signal to a process.");
  }
};

}  // namespace psutil
