#include "suspend_tree.h"

#include <signal.h>

#include <cerrno>
#include <chrono>
#include <set>

#include "../posix/parse.h"
#include "pid_namespace.h"
#include "pids.h"
#include "process_control.h"
#include "process_tree.h"
#include "procfs_process.h"

namespace psutil {

namespace {

using Clock = std::chrono::steady_clock;

class TreeSuspender {
 public:
  TreeSuspender(const Host& host, const Target& root, double seconds)
      : end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds))),
        context_(host) {
    const std::unique_ptr<OpenProcess> process = OpenIdentified(context_, root);
    Add(static_cast<ProcfsProcess&>(*process), root.pid);
  }

  /// Suspends the descendants until no further ones appear. What was suspended is returned with any failure.
  SuspendedTree Run() {
    try {
      while (!tree_.isComplete && !IsLate()) tree_.isComplete = Pass() && AreSuspended();
    } catch (const SystemError& error) {
      tree_.failure = error.failure;
    }
    return std::move(tree_);
  }

 private:
  bool IsLate() const { return Clock::now() >= end_; }

  /// Suspends the children of all processes found so far, and their children. Returns whether the tree is complete: a
  /// process that ended before it was suspended may have started another one. A suspended process starts none:
  /// the kernel handles a pending signal before it creates a process, copy_process() of kernel/fork.c.
  bool Pass() {
    bool is_complete = true;
    for (size_t at = 0; at < tree_.processes.size(); ++at) {
      const int parent = tree_.processes[at].pid;
      for (const int child : Children(parent)) {
        if (pids_.count(child) > 0) continue;
        if (IsLate()) return false;
        is_complete = false;
        Suspend(child, parent);
      }
    }
    return is_complete;
  }

  /// Whether the processes are stopped, as they were during the pass. One that has ended, such as one that was already
  /// exiting when it was suspended, may have hidden others from the lists of children. One that another process has
  /// resumed is suspended again.
  bool AreSuspended() {
    bool are_suspended = true;
    for (const ProcessRow& row : tree_.processes) {
      if (pids_.count(row.pid) > 0 && !IsSuspended(row)) are_suspended = false;
    }
    return are_suspended;
  }

  bool IsSuspended(const ProcessRow& row) {
    // A process in an uninterruptible sleep handles the signal before it continues.
    constexpr std::string_view kSuspended = "TtDZX";
    const Fd pidfd = OpenPidfd(row.pid);
    ProcfsProcess process(context_, row.pid);
    try {
      if (process.Start() != row.start) throw SystemError(ESRCH, "read");
      if (kSuspended.find(process.Stat().state) != std::string_view::npos) return true;
      SendSignal(pidfd, row.pid, SIGSTOP);
    } catch (const SystemError& error) {
      if (!IsMissing(error.failure.code)) throw SystemError(process.Classify(error.failure));
      pids_.erase(row.pid);
    }
    return false;
  }

  /// A process in the tree may be killed meanwhile, and has no children then.
  std::vector<int> Children(int parent) try {
    return ListedChildren(context_.host.proc, parent);
  } catch (const SystemError& error) {
    if (!IsMissing(error.failure.code)) throw;
    return {};
  }

  /// Suspends a child. If the signal reaches the process of the pidfd after its stat was read, both are of the same
  /// process.
  void Suspend(int pid, int parent) {
    const Fd pidfd = OpenPidfd(pid);
    ProcfsProcess process(context_, pid);
    try {
      if (process.Ppid() != parent) return;  // the PID was reused, or the process has another parent now
      SendSignal(pidfd, pid, SIGSTOP);
      Add(process, pid);
    } catch (const SystemError& error) {
      if (!IsMissing(error.failure.code)) throw SystemError(process.Classify(error.failure));
    }
  }

  void Add(ProcfsProcess& process, int pid) {
    ProcessRow row;
    row.pid = pid;
    row.start = process.Start();
    row.info.createTime = process.CreateTime();
    pids_.insert(pid);
    tree_.processes.push_back(std::move(row));
  }

  const Clock::time_point end_;
  ProcfsContext context_;
  std::set<int> pids_;
  SuspendedTree tree_;
};

}  // namespace

SuspendedTree SuspendTree(const Host& host, const Target& root, double seconds) {
  RequireLocalPids(host, root, "killTree");
  if (!Exists(host.proc + "/thread-self/children")) throw SystemError(ENOTSUP, "suspendTree");
  return TreeSuspender(host, root, seconds).Run();
}

}  // namespace psutil
