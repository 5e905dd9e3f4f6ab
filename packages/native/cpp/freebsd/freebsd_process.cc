#include "freebsd_process.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

#include "../bsd/sysctl.h"
#include "text_parser.h"

namespace psutil {

namespace {

/// P_KPROC of sys/proc.h. P_SYSTEM is also set for init(8), which is a program.
constexpr uint64_t kKernelProcess = 0x4;

}  // namespace

Failure FreebsdProcess::Classify(Failure failure) {
  constexpr int kCapabilityMode = 94;  // ECAPMODE
  // A process may hang in exec, such as of a file on a server. The others can still be read.
  if (failure.code == kCapabilityMode || failure.code == EBUSY) failure.code = EPERM;
  return KinfoTarget::Classify(failure);
}

std::string FreebsdProcess::ReadOfProcess(int kind, size_t longest_row) {
  std::string bytes = RepeatInExec([&] { return ReadSysctlRows({CTL_KERN, KERN_PROC, kind, pid_}, longest_row); });
  EnsureSame();
  return bytes;
}

std::string FreebsdProcess::ReadTexts(int kind) try { return ReadOfProcess(kind); } catch (const SystemError& error) {
  // The memory is not there yet while the process executes another program, and the process may have overwritten or
  // unmapped it: get_ps_strings() in kern/kern_proc.c.
  const int code = error.failure.code;
  if (code != ENOMEM && code != ENOEXEC && code != EFAULT) throw;
  EnsureSame();
  return "";
}

bool FreebsdProcess::IsKernel() { return (GetRow().flags & kKernelProcess) != 0; }

std::string FreebsdProcess::Exe() try {
  if (IsKernel()) return "";
  EnsureNotEnded();
  const std::string bytes = ReadOfProcess(KERN_PROC_PATHNAME);
  return TextAt(bytes, 0, bytes.size());
} catch (const SystemError& error) {
  // The file was deleted, or its name is not in the cache of the kernel.
  if (error.failure.code != ENOENT) throw;
  return "";
}

StringList FreebsdProcess::Cmdline() {
  if (IsKernel()) return {};
  EnsureNotEnded();
  StringList cmdline = ParseArguments(ReadTexts(KERN_PROC_ARGS), arguments_.available());
  arguments_.Take(cmdline.text.size());
  return cmdline;
}

std::vector<EnvironmentVariable> FreebsdProcess::Environ() {
  if (IsKernel()) return {};
  std::vector<EnvironmentVariable> environment;
  for (EnvironmentVariable& variable : ParseEnvironment(ReadTexts(KERN_PROC_ENV))) {
    if (!arguments_.Take(sizeof variable + variable.name.size() + variable.value.size())) break;
    environment.push_back(std::move(variable));
  }
  return environment;
}

ProcessStatus FreebsdProcess::Status() {
  switch (GetRow().state) {
    case KinfoState::kIdle:
      return ProcessStatus::kIdle;
    case KinfoState::kRunning:
      return ProcessStatus::kRunning;
    case KinfoState::kStopped:
      return ProcessStatus::kStopped;
    case KinfoState::kZombie:
      return ProcessStatus::kZombie;
    case KinfoState::kWaiting:
      return ProcessStatus::kWaiting;
    case KinfoState::kLocked:
      return ProcessStatus::kLocked;
    case KinfoState::kSleeping:
      break;
  }
  return ProcessStatus::kSleeping;
}

// The kernel counts no bytes.
ProcessIoCounters FreebsdProcess::IoCounters() {
  ProcessIoCounters counters;
  counters.readCount = GetRow().blocks_in;
  counters.writeCount = GetRow().blocks_out;
  return counters;
}

ProcessCpuTimes FreebsdProcess::CpuTimes() {
  const KinfoProcess& row = GetRow();
  ProcessCpuTimes times;
  times.user = row.user_time;
  times.system = row.system_time;
  times.childrenUser = row.children_user_time;
  times.childrenSystem = row.children_system_time;
  return times;
}

}  // namespace psutil
