#include "freebsd_process.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

#include <chrono>
#include <thread>

#include "../bsd/sysctl.h"
#include "text_parser.h"

namespace psutil {

namespace {

// P_KPROC and P_WEXIT of sys/proc.h. P_SYSTEM is also set for init(8), which is a program.
constexpr uint64_t kKernelProcess = 0x4, kExiting = 0x2000;

SystemError FreebsdGone(int pid) {
  SystemError error(ESRCH, "sysctl");
  error.failure.kind = ProcessFailureKind::kGone;
  error.failure.pid = pid;
  return error;
}

std::string BaseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

FreebsdProcess::FreebsdProcess(FreebsdContext& context, int pid)
    : context_(context), pid_(pid), arguments_(context.arguments), lists_(context.lists) {}

const KinfoProcess& FreebsdProcess::Row() {
  if (row_) return *row_;
  if (const KinfoProcess* listed = context_.FindListed(pid_)) {
    row_ = *listed;
  } else {
    row_ = FindProcess(pid_);
  }
  if (!row_) throw FreebsdGone(pid_);
  return *row_;
}

void FreebsdProcess::EnsureSame() {
  const auto now = FindProcess(pid_);
  if (!now || now->start_since_boot != Row().start_since_boot) throw FreebsdGone(pid_);
}

Failure FreebsdProcess::Classify(Failure failure) {
  constexpr int kCapabilityMode = 94;  // ECAPMODE
  failure.pid = pid_;
  if (failure.kind != ProcessFailureKind::kUnknown) return failure;
  if (failure.code == kCapabilityMode) failure.code = EPERM;
  // The kernel checks permissions of processes that exist.
  if (failure.code == EACCES || failure.code == EPERM || failure.code == ENOTSUP) return failure;
  std::optional<KinfoProcess> now;
  try {
    now = FindProcess(pid_);
  } catch (const SystemError&) {
    return failure;
  }
  if (!now || (row_ && now->start_since_boot != row_->start_since_boot)) {
    failure.kind = ProcessFailureKind::kGone;
  } else if (now->state == KinfoState::kZombie || (now->flags & kExiting)) {
    // The kernel no longer finds a process that it is taking down.
    failure.kind = ProcessFailureKind::kZombie;
    failure.ppid = now->ppid;
  }
  return failure;
}

Failure FreebsdProcess::Reused() const {
  Failure failure = FreebsdGone(pid_).failure;
  failure.kind = ProcessFailureKind::kReused;
  return failure;
}

std::string FreebsdProcess::ReadOfProcess(int kind) {
  constexpr int kMaxAttempts = 10;
  for (int attempt = 1;; ++attempt) {
    try {
      std::string bytes = ReadSysctl({CTL_KERN, KERN_PROC, kind, pid_});
      EnsureSame();
      return bytes;
    } catch (const SystemError& error) {
      // The process is executing another program.
      if (error.failure.code != EAGAIN || attempt == kMaxAttempts) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

bool FreebsdProcess::IsKernel() { return (Row().flags & kKernelProcess) != 0; }

std::string FreebsdProcess::Name() {
  const std::string& name = Row().name;
  if (name.size() + 1 < kinfo_offset::kNameSize) return name;
  try {
    const std::string executable = BaseName(Exe());
    if (executable.compare(0, name.size(), name) == 0) return executable;
  } catch (const SystemError& error) {
    if (Classify(error.failure).kind == ProcessFailureKind::kGone) throw;
  }
  return name;
}

std::string FreebsdProcess::Exe() try {
  if (IsKernel() || IsZombie()) return "";
  const std::string bytes = ReadOfProcess(KERN_PROC_PATHNAME);
  return TextAt(bytes, 0, bytes.size());
} catch (const SystemError& error) {
  // The file was deleted, or its name is not in the cache of the kernel.
  if (error.failure.code != ENOENT) throw;
  return "";
}

StringList FreebsdProcess::Cmdline() {
  if (IsKernel() || IsZombie()) return {};
  StringList cmdline = ParseArguments(ReadOfProcess(KERN_PROC_ARGS), arguments_.available());
  arguments_.Take(cmdline.text.size());
  return cmdline;
}

std::vector<EnvironmentVariable> FreebsdProcess::Environ() {
  if (IsKernel()) return {};
  std::vector<EnvironmentVariable> environment;
  for (EnvironmentVariable& variable : ParseEnvironment(ReadOfProcess(KERN_PROC_ENV))) {
    if (!arguments_.Take(sizeof variable + variable.name.size() + variable.value.size())) break;
    environment.push_back(std::move(variable));
  }
  return environment;
}

ProcessStatus FreebsdProcess::Status() {
  switch (Row().state) {
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
  counters.readCount = Row().blocks_in;
  counters.writeCount = Row().blocks_out;
  return counters;
}

ProcessCpuTimes FreebsdProcess::CpuTimes() {
  const KinfoProcess& row = Row();
  ProcessCpuTimes times;
  times.user = row.user_time;
  times.system = row.system_time;
  times.childrenUser = row.children_user_time;
  times.childrenSystem = row.children_system_time;
  return times;
}

}  // namespace psutil
