#include "pid_namespace.h"

#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>

#include "../core/error.h"
#include "../posix/parse.h"
#include "file.h"

namespace psutil {

namespace {

enum class PidSource { kUnknown, kOwnNamespace, kOtherNamespace };

bool IsProcfs(const std::string& path) {
  struct statfs mounted;
  return statfs(path.c_str(), &mounted) == 0 ? mounted.f_type == PROC_SUPER_MAGIC : Exists(path);
}

/// Returns the PID of this program in the namespace of a procfs. Throws SystemError where it is not visible there.
int ReadSelf(const std::string& proc) {
  const auto pid = ParseNumber(ReadLink(OpenDirectory(proc), "self"));
  if (!pid || *pid > INT_MAX) throw SystemError(EBADMSG, "readlink", proc + "/self");
  return static_cast<int>(*pid);
}

/// Equal PIDs may be of different namespaces. NSpid of proc_pid_status(5), which Linux 4.1 added, lists the PIDs from
/// the namespace of procfs to that of the process: one PID shows that they are the same.
bool HasOneNamespace(const std::string& proc) {
  const std::string path = proc + "/self/status";
  const std::string text = ReadFile(path);
  auto pids = LineParser(text, path).Find("NSpid");
  if (!pids) return true;
  NextField(*pids);
  return NextField(*pids).empty();
}

PidSource FindPidSource(const std::string& proc) try {
  return ReadSelf(proc) == getpid() && HasOneNamespace(proc) ? PidSource::kOwnNamespace : PidSource::kOtherNamespace;
} catch (const SystemError&) {
  // Either the namespace of procfs does not contain this program, or /proc is not mounted and shows no process at all.
  return IsProcfs(proc) ? PidSource::kOtherNamespace : PidSource::kUnknown;
}

}  // namespace

bool HasLocalPids(const Host& host) {
  if (!host.IsLocal()) return false;
  // A program does not change its PID namespace, so the result is kept once /proc is mounted.
  static std::atomic<PidSource> known{PidSource::kUnknown};
  if (known == PidSource::kUnknown) known = FindPidSource(host.proc);
  return known != PidSource::kOtherNamespace;
}

void RequireLocalPids(const Host& host, const Target& target, const char* call) {
  if (HasLocalPids(host)) return;
  const char* reason = host.IsLocal() ? " with a /proc of another PID namespace" : " of another host";
  SystemError error(ENOTSUP, std::string(call) + reason);
  error.failure.pid = target.pid;
  throw error;
}

int OwnPid(const Host& host) {
  if (HasLocalPids(host)) return getpid();
  try {
    if (IsProcfs(host.proc)) return ReadSelf(host.proc);
  } catch (const SystemError& error) {
    if (!IsNoFile(error)) throw;
  }
  throw SystemError(ENOTSUP, "a process without a PID, on a host that does not contain this process,");
}

bool HasProcesses(const Host& host) { return host.IsLocal() ? IsProcfs(host.proc) : Exists(host.proc); }

}  // namespace psutil
