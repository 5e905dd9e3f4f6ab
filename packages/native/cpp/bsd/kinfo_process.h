#pragma once

#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <mutex>

#include "../core/process_engine.h"
#include "kqueue.h"
#include "names.h"
#include "sysctl.h"

// Reading processes by their rows in a table of the kernel, which have the identity of each. The row of a system has
// the fields that the methods below return, and two functions:
//   uint64_t IdentityOf(const Row&)   the start that identifies the process, in microseconds
//   bool HasEnded(const Row&)         whether it is a zombie, or is becoming one

namespace psutil {

/// The state that all processes read in one call share: the table of all processes, constants, and the names of users
/// and terminals, each read when it is first needed.
template <class KinfoRow>
class KinfoContext : public ReadContext {
 public:
  using Row = KinfoRow;

  KinfoContext(const AttributeTable& attributes, std::string kind_of_sockets)
      : ReadContext(attributes), kind(std::move(kind_of_sockets)) {}

  /// Returns the table of all processes, ascending. Throws SystemError.
  virtual std::vector<Row> ReadTable() = 0;
  /// Returns the row of a process, also of a zombie; nothing where there is none. Throws SystemError.
  virtual std::optional<Row> FindRow(int pid) = 0;
  /// Returns the identity of the process that has a PID now; nothing where there is none. Throws SystemError.
  virtual std::optional<uint64_t> FindIdentity(int pid) {
    const auto row = FindRow(pid);
    return row ? std::optional(IdentityOf(*row)) : std::nullopt;
  }

  std::vector<int> ListPids() override {
    rows_ = ReadTable();
    std::vector<int> pids;
    for (const Row& row : rows_) pids.push_back(row.pid);
    return pids;
  }

  /// Returns the row of a process in the table that was read, or reads it.
  std::optional<Row> RowOf(int pid) {
    const auto found =
        std::lower_bound(rows_.begin(), rows_.end(), pid, [](const Row& row, int value) { return row.pid < value; });
    return found == rows_.end() || found->pid != pid ? FindRow(pid) : *found;
  }

  /// Returns a number that does not change until the next boot: sysctlbyname(3). Throws SystemError.
  uint64_t Constant(const char* name) {
    const std::lock_guard lock(mutex_);
    const auto known = constants_.find(name);
    return known != constants_.end() ? known->second : constants_.emplace(name, ReadSysctlNumber(name)).first->second;
  }

  const std::string kind;
  Names names;

 private:
  std::vector<Row> rows_;
  std::mutex mutex_;
  std::map<std::string, uint64_t> constants_;
};

/// A process that is read by its PID. The kernel has no object that keeps the PID: after each call that returns other
/// data than the row of the process, its identity is read again.
template <class Context>
class KinfoTarget : public OpenProcess {
 public:
  using Row = typename Context::Row;

  KinfoTarget(Context& context, int pid)
      : context_(context), pid_(pid), arguments_(context.arguments), lists_(context.lists) {}

  double Start() override { return static_cast<double>(IdentityOf(GetRow())); }

  Failure Classify(Failure failure) override {
    failure.pid = pid_;
    if (failure.kind != ProcessFailureKind::kUnknown) return failure;
    // The kernel checks permissions of processes that exist.
    if (failure.code == EACCES || failure.code == EPERM || failure.code == ENOTSUP) return failure;
    std::optional<Row> now;
    try {
      now = context_.FindRow(pid_);
    } catch (const SystemError&) {
      return failure;
    }
    if (!now || (row_ && IdentityOf(*now) != IdentityOf(*row_))) {
      failure.kind = ProcessFailureKind::kGone;
    } else if (HasEnded(*now)) {
      failure.kind = ProcessFailureKind::kZombie;
      failure.ppid = now->ppid;
    } else if (failure.code == ESRCH) {
      // It begins or ends: the table has it, and other calls do not find it.
      failure.kind = ProcessFailureKind::kGone;
    }
    return failure;
  }

  Failure Reused() const override {
    Failure failure = Gone().failure;
    failure.kind = ProcessFailureKind::kReused;
    return failure;
  }

  /// Its row of the table of all processes.
  const Row& GetRow() {
    if (!row_) row_ = context_.RowOf(pid_);
    if (!row_) throw Gone();
    return *row_;
  }

  /// Throws SystemError where the PID belongs to another process now, or to none.
  void EnsureSame() {
    if (context_.FindIdentity(pid_) != IdentityOf(GetRow())) throw Gone();
  }

  int Ppid() { return GetRow().ppid; }
  std::string Username() { return context_.names.User(GetRow().real_user); }
  ProcessIds Uids() { return {GetRow().real_user, GetRow().user, GetRow().saved_user}; }
  ProcessIds Gids() { return {GetRow().real_group, GetRow().group, GetRow().saved_group}; }
  Nullable<std::string> Terminal() { return context_.names.Terminal(GetRow().terminal); }
  int ProcessGroup() { return GetRow().process_group; }
  int Nice() { return GetRow().nice; }

 protected:
  /// Returns the name in the row, which the kernel cuts off, or the file name of the executable that it begins.
  template <class ReadExe>
  std::string NameFrom(size_t size, ReadExe&& read_exe) {
    const std::string& name = GetRow().name;
    if (name.size() + 1 < size) return name;
    try {
      const std::string path = read_exe();
      const std::string executable = path.substr(path.rfind('/') + 1);
      if (executable.compare(0, name.size(), name) == 0) return executable;
    } catch (const SystemError& error) {
      if (Classify(error.failure).kind == ProcessFailureKind::kGone) throw;
    }
    return name;
  }

  Context& context_;
  const int pid_;
  ProcessBudget arguments_;
  ProcessBudget lists_;

 private:
  SystemError Gone() const {
    SystemError error(ESRCH, "sysctl");
    error.failure.kind = ProcessFailureKind::kGone;
    error.failure.pid = pid_;
    return error;
  }

  std::optional<Row> row_;
};

/// Runs a change on a process whose identity is checked. System calls take the PID of the kernel, 0, for this process
/// or for its group.
template <class Context, class Process, class Change>
bool ChangeProcess(const Host& host, const Target& target, const char* call, Change&& change) {
  if (target.pid == 0) throw SystemError(EPERM, call);
  Context context(host);
  ReadIdentified<Process>(context, target, change);
  return true;
}

/// Fills in the collectors that read processes, and the source of their end.
template <class Context, class Process>
void AddKinfoProcess(ProcessCollectors& collectors, ProcessWatches& watches) {
  AddProcessEngine<Context>(collectors);
  collectors.pidExists = [](const Host& host, int pid) {
    if (pid < 0) return false;
    // The PID 0 stands for the process group in kill(2).
    if (pid == 0) return Context(host).FindRow(pid).has_value();
    return kill(pid, 0) == 0 || errno == EPERM;
  };
  collectors.processMemoryMaps = [](const Host& host, const Target& target) {
    Context context(host);
    return ReadIdentified<Process>(context, target, [](auto& process) { return process.MemoryRegions(); });
  };
  collectors.processConnections = [](const Host& host, const Target& target, const std::string& kind) {
    Context context(host, kind);
    return ReadIdentified<Process>(context, target, [](auto& process) { return process.Connections(); });
  };
  watches.makePoller = MakeKqueuePoller;
  watches.processExit = [](const Host& host, const Target& target) {
    // The source is bound to the process that has the PID now, and this process is identified afterwards.
    std::shared_ptr<EventSource> source;
    if (target.pid != 0) source = WatchExitOf(target.pid);
    ChangeProcess<Context, Process>(host, target, "kevent", [](Process&) {});
    return source;
  };
}

}  // namespace psutil
