#pragma once

#include <string>
#include <vector>

#include "host.h"

// Constants that are the same on every system, so that programs and the graph's schema are portable. A platform
// translates them to its own numbers and reports which of them it has.

namespace psutil {

struct Constant {
  const char* name;
  int number;
  const char* doc;
};

/// Resources of `rlimit`. The numbers up to 15 are those of Linux; other systems translate them.
constexpr Constant kResources[] = {
    {"RLIMIT_CPU", 0, "CPU time, in seconds."},
    {"RLIMIT_FSIZE", 1, "Size of a file that the process writes, in bytes."},
    {"RLIMIT_DATA", 2, "Size of the data segment, in bytes."},
    {"RLIMIT_STACK", 3, "Size of the stack, in bytes."},
    {"RLIMIT_CORE", 4, "Size of a core dump, in bytes."},
    {"RLIMIT_RSS", 5, "Resident set size, in bytes. Linux does not enforce it."},
    {"RLIMIT_NPROC", 6, "Number of processes and threads of the user."},
    {"RLIMIT_NOFILE", 7, "Number of open file descriptors."},
    {"RLIMIT_MEMLOCK", 8, "Locked memory, in bytes."},
    {"RLIMIT_AS", 9, "Size of the address space, in bytes."},
    {"RLIMIT_LOCKS", 10, "Linux: number of file locks. Not enforced since Linux 2.4."},
    {"RLIMIT_SIGPENDING", 11, "Linux: number of pending signals."},
    {"RLIMIT_MSGQUEUE", 12, "Linux: size of POSIX message queues, in bytes."},
    {"RLIMIT_NICE", 13, "Linux: ceiling of the nice value, as 20 minus the lowest value."},
    {"RLIMIT_RTPRIO", 14, "Linux: ceiling of the real-time priority."},
    {"RLIMIT_RTTIME", 15,
     "Linux: CPU time under a real-time scheduling policy without a blocking call, in microseconds."},
    {"RLIMIT_SBSIZE", 16, "FreeBSD: size of the socket buffers of the user, in bytes."},
    {"RLIMIT_NPTS", 17, "FreeBSD: number of pseudo-terminals of the user."},
    {"RLIMIT_SWAP", 18, "FreeBSD: swap space of the user, in bytes."},
};

/// I/O scheduling classes of `ionice`.
constexpr Constant kIoPriorityClasses[] = {
    {"IOPRIO_CLASS_NONE", 0, "Linux: no class; the priority follows the nice value."},
    {"IOPRIO_CLASS_RT", 1, "Linux: real time, served before all others. Requires CAP_SYS_ADMIN or CAP_SYS_NICE."},
    {"IOPRIO_CLASS_BE", 2, "Linux: best effort, the default."},
    {"IOPRIO_CLASS_IDLE", 3, "Linux: idle, served when no other process needs the disk."},
};

/// I/O priorities of `ionice` on Windows.
constexpr Constant kIoPriorities[] = {
    {"IOPRIO_VERYLOW", 0, "Windows: very low, for background tasks."},
    {"IOPRIO_LOW", 1, "Windows: low."},
    {"IOPRIO_NORMAL", 2, "Windows: normal, the default."},
    {"IOPRIO_HIGH", 3, "Windows: high. Requires SeIncreaseBasePriorityPrivilege."},
};

/// Priority classes of `nice` on Windows.
constexpr Constant kPriorityClasses[] = {
    {"ABOVE_NORMAL_PRIORITY_CLASS", 0x8000, "Windows: priority above normal."},
    {"BELOW_NORMAL_PRIORITY_CLASS", 0x4000, "Windows: priority below normal."},
    {"HIGH_PRIORITY_CLASS", 0x80, "Windows: high priority, for time-critical tasks."},
    {"IDLE_PRIORITY_CLASS", 0x40, "Windows: runs only when the system is idle."},
    {"NORMAL_PRIORITY_CLASS", 0x20, "Windows: normal priority, the default."},
    {"REALTIME_PRIORITY_CLASS", 0x100, "Windows: the highest priority, above system processes."},
};

/// The names of the signals of all systems.
constexpr const char* kSignals[] = {
    "SIGHUP",  "SIGINT",   "SIGQUIT", "SIGILL",  "SIGTRAP", "SIGABRT", "SIGIOT",  "SIGBUS",  "SIGFPE",
    "SIGKILL", "SIGUSR1",  "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGCHLD", "SIGSTKFLT",
    "SIGCONT", "SIGSTOP",  "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG",  "SIGXCPU", "SIGXFSZ", "SIGVTALRM",
    "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPOLL", "SIGPWR",  "SIGSYS",  "SIGEMT",  "SIGINFO", "SIGBREAK",
};

/// A signal of the system.
struct SignalNumber {
  std::string name;
  int number = 0;

  static constexpr const char* kName = "SignalNumber";
  static constexpr const char* kDoc = "A signal of the system.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &SignalNumber::name, "Name, such as `SIGTERM`.");
    field("number", &SignalNumber::number, "Number.");
  }
};

/// The constants of a system that programs must know before they change a process.
struct PlatformConstants {
  std::vector<SignalNumber> signals;
  /// 0 where processes cannot be signalled by number.
  int maxSignal = 0;
  /// The numbers of the RLIMIT constants that the system has.
  std::vector<int> resources;
  /// Nothing where `nice` is a priority class.
  Nullable<int> minNice;
  Nullable<int> maxNice;
  /// PIDs that a service must not signal.
  std::vector<int> protectedPids;
  /// Prefix of the paths of devices, such as `/dev/`.
  std::string devicePrefix;

  static constexpr const char* kName = "PlatformConstants";
  static constexpr const char* kDoc = "Constants of the system.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    using C = PlatformConstants;
    field("signals", &C::signals, "Signals.");
    field("maxSignal", &C::maxSignal, "Highest signal number; 0 without signals.");
    field("resources", &C::resources, "Numbers of the RLIMIT constants that the system has.");
    field("minNice", &C::minNice, "Lowest nice value; null where `nice` is a priority class.");
    field("maxNice", &C::maxNice, "Highest nice value; null where `nice` is a priority class.");
    field("protectedPids", &C::protectedPids, "PIDs that a service must not signal, such as that of init.");
    field("devicePrefix", &C::devicePrefix, "Prefix of the paths of devices, such as `/dev/`.");
  }
};

}  // namespace psutil
