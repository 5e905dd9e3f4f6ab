#pragma once

#include <cstdint>

#include "constants.h"
#include "error.h"
#include "process_info.h"
#include "reactor.h"

namespace psutil {

/// An attribute that could not be read, by its position in ProcessInfo.
struct AttributeError {
  int attribute = 0;
  Failure failure;

  static constexpr const char* kName = "AttributeError";
  static constexpr const char* kDoc = "An attribute that could not be read.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("attribute", &AttributeError::attribute, "Position of the attribute in ProcessInfo.");
    field("failure", &AttributeError::failure, "Failure of the read.");
  }
};

/// One process and its requested attributes.
struct ProcessRow {
  int pid = 0;
  ProcessInfo info;
  std::vector<AttributeError> errors;
  std::optional<double> start;
  std::optional<Failure> failure;

  static constexpr const char* kName = "ProcessRow";
  static constexpr const char* kDoc = "One process and its requested attributes.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("pid", &ProcessRow::pid, "PID.");
    field("info", &ProcessRow::info, "Attributes that were read.");
    field("errors", &ProcessRow::errors, "Attributes that could not be read.");
    field("start", &ProcessRow::start,
          "Start of the process, an integer below 2^53 in the unit of the system: with the PID, its identity.");
    field("failure", &ProcessRow::failure, "Failure to read the process at all.");
  }
};

/// The processes of a tree that were suspended, the root first.
struct SuspendedTree {
  std::vector<ProcessRow> processes;
  bool isComplete = false;
  std::optional<Failure> failure;

  static constexpr const char* kName = "SuspendedTree";
  static constexpr const char* kDoc = "The processes of a tree that were suspended, the root first.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("processes", &SuspendedTree::processes, "Processes that were suspended.");
    field("isComplete", &SuspendedTree::isComplete, "Whether no further processes were found.");
    field("failure", &SuspendedTree::failure, "Failure that ended the search, such as a missing permission.");
  }
};

/// A process: its PID and the start that it must have, or NaN for any.
struct Target {
  int pid = 0;
  double start = 0;
};

/// The processes to read: all of them, or a list.
struct Targets {
  bool all = true;
  std::vector<Target> list;
};

/// The kind of sockets in the attribute `connections`.
struct SocketKind {
  std::string name = "inet";
};

/// The maximum number of threads that read at once.
struct Threads {
  unsigned most = 1;
};

/// The event sources of a platform. A pointer that it leaves null is not supported there. Each function throws
/// SystemError.
struct ProcessWatches {
  std::unique_ptr<Poller> (*makePoller)() = nullptr;
  /// Becomes ready when a process has ended, also if it is a zombie.
  std::shared_ptr<EventSource> (*processExit)(const Host&, const Target&) = nullptr;
  /// Becomes ready when processes start, execute another program or exit. Three numbers describe an event: its kind (0,
  /// 1 or 2), the PID, and the PID of the parent of a start or the exit code of an exit, which is negative for a
  /// signal.
  std::shared_ptr<EventSource> (*processEvents)() = nullptr;
};

/// The process collectors of a platform. A pointer that it leaves null is not supported there.
struct ProcessCollectors {
  /// The attributes that `processes` supports.
  Attributes attributes;
  PlatformConstants (*platformConstants)(const Host&) = nullptr;
  std::vector<int> (*pids)(const Host&) = nullptr;
  bool (*pidExists)(const Host&, int pid) = nullptr;
  /// These two are null where all PIDs are those of system calls.
  int (*ownPid)(const Host&) = nullptr;
  bool (*hasLocalPids)(const Host&) = nullptr;
  std::vector<ProcessRow> (*processes)(const Host&, Attributes, const Targets&, const SocketKind&, Threads) = nullptr;
  std::vector<ProcessRow> (*processAncestors)(const Host&, int pid, Attributes) = nullptr;
  std::vector<ProcessRow> (*processDescendants)(const Host&, int pid, bool recursive, Attributes, Threads) = nullptr;
  std::vector<MappedRegion> (*processMemoryMaps)(const Host&, const Target&) = nullptr;
  std::vector<Connection> (*processConnections)(const Host&, const Target&, const std::string& kind) = nullptr;
  /// `resource` is the number of an RLIMIT constant, which the platform translates to its own.
  ResourceLimit (*processLimit)(const Host&, const Target&, int resource) = nullptr;
  /// With `dryRun`, the setters change nothing and throw the error of the change.
  bool (*setProcessLimit)(const Host&, const Target&, int resource, double soft, double hard, bool dryRun) = nullptr;
  bool (*setProcessNice)(const Host&, const Target&, int nice, bool dryRun) = nullptr;
  bool (*setProcessIonice)(const Host&, const Target&, int ioclass, int value, bool dryRun) = nullptr;
  /// Returns null, the number of a CPU that does not exist, or -1 if the process may run on none of the CPUs.
  Nullable<int> (*setProcessAffinity)(const Host&, const Target&, const std::vector<int>& cpus, bool dryRun) = nullptr;
  bool (*signalProcess)(const Host&, const Target&, int signal) = nullptr;
  bool (*suspendProcess)(const Host&, const Target&) = nullptr;
  /// Suspends the descendants of a suspended process within some seconds.
  SuspendedTree (*suspendTree)(const Host&, const Target&, double seconds) = nullptr;
  bool (*resumeProcess)(const Host&, const Target&) = nullptr;
  bool (*terminateProcess)(const Host&, const Target&) = nullptr;
  bool (*killProcess)(const Host&, const Target&) = nullptr;
  /// Returns the name of the error with which an executable cannot be started, or an empty string.
  std::string (*executableError)(const Host&, const std::string& file, const std::string& directory,
                                 const std::string& searchPath) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    using C = ProcessCollectors;
    collector("platformConstants", &C::platformConstants,
              "Signals, resource limits and other constants of the system.");
    collector("pids", &C::pids, "PIDs of all processes, ascending.");
    collector("pidExists", &C::pidExists, "Whether a process with a PID exists.");
    collector("ownPid", &C::ownPid, "PID of this program among the processes of a host.");
    collector("hasLocalPids", &C::hasLocalPids, "Whether system calls of this program use the PIDs of a host.");
    collector("processes", &C::processes, "Attributes of processes, read in one pass.");
    collector("processAncestors", &C::processAncestors,
              "Attributes of a process and of its ancestors, the nearest first.");
    collector("processDescendants", &C::processDescendants,
              "Attributes of a process and of its children or descendants, and possibly of other processes.");
    collector("processMemoryMaps", &C::processMemoryMaps, "Memory mappings of a process.");
    collector("processConnections", &C::processConnections, "Sockets of one kind that a process has open.");
    collector("processLimit", &C::processLimit, "Soft and hard limit of a resource of a process.");
    collector("setProcessLimit", &C::setProcessLimit, "Sets the soft and hard limit of a resource of a process.");
    collector("setProcessNice", &C::setProcessNice, "Sets the nice value or priority class of a process.");
    collector("setProcessIonice", &C::setProcessIonice, "Sets the I/O scheduling class and priority of a process.");
    collector("setProcessAffinity", &C::setProcessAffinity, "Sets the CPUs on which a process may run.");
    collector("signalProcess", &C::signalProcess, "Sends a signal to a process.");
    collector("suspendProcess", &C::suspendProcess, "Suspends a process.");
    collector("suspendTree", &C::suspendTree, "Suspends the descendants of a suspended process.");
    collector("resumeProcess", &C::resumeProcess, "Resumes a suspended process.");
    collector("terminateProcess", &C::terminateProcess, "Requests a process to terminate.");
    collector("killProcess", &C::killProcess, "Kills a process.");
    collector("executableError", &C::executableError, "Error with which an executable cannot be started.");
  }
};

}  // namespace psutil
