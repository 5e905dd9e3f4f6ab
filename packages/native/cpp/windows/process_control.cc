#include "process_control.h"

#include <algorithm>
#include <cerrno>

#include "error.h"
#include "executable.h"
#include "nt.h"
#include "privilege.h"
#include "process_exit.h"
#include "process_table_parser.h"
#include "target_handle.h"
#include "thread_pool_poller.h"

namespace psutil {

namespace {

/// The signals that Node.js has on Windows, by the numbers of libuv.
constexpr std::pair<const char*, int> kSignalNumbers[] = {
    {"SIGHUP", 1},   {"SIGINT", 2},   {"SIGQUIT", 3},   {"SIGILL", 4},   {"SIGFPE", 8},    {"SIGKILL", 9},
    {"SIGSEGV", 11}, {"SIGTERM", 15}, {"SIGBREAK", 21}, {"SIGABRT", 22}, {"SIGWINCH", 28},
};
enum Signal { kTest = 0, kInterrupt = 2, kQuit = 3, kKill = 9, kTerminate = 15, kLast = 28 };

PlatformConstants Constants(const Host&) {
  PlatformConstants constants;
  for (const auto& [name, number] : kSignalNumbers) constants.signals.push_back({name, number});
  constants.maxSignal = kLast;
  constants.protectedPids = {kIdlePid, kSystemPid};
  constants.devicePrefix = "\\\\.\\";
  return constants;
}

/// A number that is no signal has no name.
std::string SignalName(int signal) {
  for (const auto& [name, number] : kSignalNumbers) {
    if (number == signal) return name;
  }
  return "signal " + std::to_string(signal);
}

void CheckWin32(const Target& target, const Handle& process, BOOL succeeded, const char* call) {
  if (!succeeded) ThrowOfTarget(target, process, GetLastError(), call);
}

void CheckStatus(const Target& target, const Handle& process, NTSTATUS status, const char* call) {
  if (status < 0) ThrowStatusOfTarget(target, process, status, call);
}

/// Throws the error of a change to one of the highest priorities.
void CheckPrivilege(const Target& target, bool has_privilege, const char* call) {
  if (has_privilege) return;
  SystemError error(EPERM, call);
  error.failure.pid = target.pid;
  throw error;
}

/// Windows sets a lower class without an error where the caller has no privilege for REALTIME_PRIORITY_CLASS, or where
/// a job limits the class.
bool SetNice(const Host&, const Target& target, int nice, bool dry_run) {
  const Handle process = OpenTarget(target, PROCESS_SET_INFORMATION);
  if (dry_run) {
    // SetPriorityClass() enables the privilege itself.
    CheckPrivilege(target, nice != REALTIME_PRIORITY_CLASS || HasPriorityPrivilege(false), "SetPriorityClass");
    return true;
  }
  const auto wanted = static_cast<DWORD>(nice);
  const DWORD previous = GetPriorityClass(process.get());
  CheckWin32(target, process, SetPriorityClass(process.get(), wanted), "SetPriorityClass");
  const DWORD actual = GetPriorityClass(process.get());
  if (actual == wanted || actual == 0) return true;
  if (previous != 0 && previous != actual) SetPriorityClass(process.get(), previous);
  ThrowOfTarget(target, process, ERROR_PRIVILEGE_NOT_HELD, "SetPriorityClass");
}

constexpr int kHighIoPriority = 3;

bool SetIonice(const Host&, const Target& target, int ioclass, int, bool dry_run) {
  const Handle process = OpenTarget(target, PROCESS_SET_INFORMATION);
  if (dry_run) {
    CheckPrivilege(target, ioclass != kHighIoPriority || HasPriorityPrivilege(true), "NtSetInformationProcess");
    return true;
  }
  constexpr auto kProcessIoPriority = static_cast<PROCESSINFOCLASS>(33);
  auto priority = static_cast<ULONG>(ioclass);
  const NTSTATUS status = NtSetInformationProcess(process.get(), kProcessIoPriority, &priority, sizeof priority);
  CheckStatus(target, process, status, "NtSetInformationProcess");
  return true;
}

struct AffinityMasks {
  DWORD_PTR process = 0;
  DWORD_PTR system = 0;
};

/// Both masks are 0 for a process in several groups of processors, which has no mask.
AffinityMasks ReadMasks(const Target& target, const Handle& process) {
  AffinityMasks masks;
  const BOOL succeeded = GetProcessAffinityMask(process.get(), &masks.process, &masks.system);
  CheckWin32(target, process, succeeded, "GetProcessAffinityMask");
  if (masks.system == 0) throw SystemError(ENOTSUP, "cpuAffinity");
  return masks;
}

Nullable<int> SetAffinity(const Host&, const Target& target, const std::vector<int>& cpus, bool dry_run) {
  const Handle process = OpenTarget(target, PROCESS_SET_INFORMATION);
  const AffinityMasks masks = ReadMasks(target, process);
  constexpr int kBits = 8 * sizeof(DWORD_PTR);
  DWORD_PTR wanted = 0;
  for (const int cpu : cpus) {
    const bool exists = cpu < kBits && (masks.system >> cpu & 1) != 0;
    if (!exists) return cpu;
    wanted |= DWORD_PTR{1} << cpu;
  }
  if (dry_run) return {};
  const BOOL succeeded = SetProcessAffinityMask(process.get(), cpus.empty() ? masks.system : wanted);
  CheckWin32(target, process, succeeded, "SetProcessAffinityMask");
  return {};
}

/// The end of the system processes would be that of the system.
void CheckNotProtected(const Target& target, const char* call) {
  if (target.pid != kIdlePid && target.pid != kSystemPid) return;
  SystemError error(EPERM, call);
  error.failure.pid = target.pid;
  throw error;
}

/// Ends a process with an exit code that tells it from one that ended by itself, as psutil for Python does.
bool Terminate(const Host&, const Target& target) {
  CheckNotProtected(target, "TerminateProcess");
  const Handle process = OpenTarget(target, PROCESS_TERMINATE);
  CheckWin32(target, process, TerminateProcess(process.get(), kTerminate), "TerminateProcess");
  return true;
}

bool SendSignal(const Host& host, const Target& target, int signal) {
  switch (signal) {
    case kTest:
      OpenTarget(target, PROCESS_TERMINATE);
      return true;
    case kInterrupt:
    case kQuit:
    case kKill:
    case kTerminate:
      return Terminate(host, target);
    default:
      OpenTarget(target, 0);
      throw SystemError(ENOSYS, SignalName(signal));
  }
}

bool Suspend(const Host&, const Target& target) {
  CheckNotProtected(target, "NtSuspendProcess");
  const Handle process = OpenTarget(target, PROCESS_SUSPEND_RESUME);
  CheckStatus(target, process, NtSuspendProcess(process.get()), "NtSuspendProcess");
  return true;
}

bool Resume(const Host&, const Target& target) {
  const Handle process = OpenTarget(target, PROCESS_SUSPEND_RESUME);
  CheckStatus(target, process, NtResumeProcess(process.get()), "NtResumeProcess");
  return true;
}

}  // namespace

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches) {
  collectors.platformConstants = Constants;
  collectors.setProcessNice = SetNice;
  collectors.setProcessIonice = SetIonice;
  collectors.setProcessAffinity = SetAffinity;
  collectors.signalProcess = SendSignal;
  collectors.suspendProcess = Suspend;
  collectors.resumeProcess = Resume;
  collectors.terminateProcess = Terminate;
  collectors.killProcess = Terminate;
  collectors.executableError = ExecutableError;
  watches.makePoller = MakeThreadPoolPoller;
  watches.processExit = WatchProcessExit;
}

}  // namespace psutil
