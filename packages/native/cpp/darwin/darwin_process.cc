#include "darwin_process.h"

#include <sys/sysctl.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "../bsd/boot_time.h"
#include "../bsd/sysctl.h"
#include "proc_info.h"

namespace psutil {

namespace {

/// The kernel has 1 MiB.
constexpr uint64_t kMaxArguments = 1 << 26;

/// Returns the arguments and the environment of a process: KERN_PROCARGS2. They have at most `size` bytes. Throws
/// SystemError.
std::string ReadProcargs(int pid, size_t size) {
  // Without initial values: most processes use a small part of it.
  const std::unique_ptr<char[]> buffer(new char[size]);
  int name[] = {CTL_KERN, KERN_PROCARGS2, pid};
  errno = 0;
  const int status = sysctl(name, 3, buffer.get(), &size, nullptr, 0);
  if (status != 0 || size == 0) throw SystemError(status != 0 && errno != 0 ? errno : EIO, "sysctl");
  return std::string(buffer.get(), size);
}

/// Returns the number of bytes of complete arguments that fit into a size.
size_t CompleteArguments(const std::string& text, size_t size) {
  if (text.size() <= size) return text.size();
  const size_t end = size == 0 ? std::string::npos : text.rfind('\0', size - 1);
  return end == std::string::npos ? 0 : end + 1;
}

/// Returns the status of a process whose threads this user may not read.
ProcessStatus StatusByFlags(const KinfoProcess& process) {
  if ((process.flags & (kIsSystem | kAwaitsChild)) != 0) return ProcessStatus::kIdle;
  return process.leads_session ? ProcessStatus::kSleeping : ProcessStatus::kRunning;
}

}  // namespace

Timestamp DarwinProcess::CreateTime() {
  // The kernel may leave out itself.
  if (IsKernel() && GetRow().start == 0) return {ReadBootTime()};
  return {Start() / 1e6};
}

const TaskInfo& DarwinProcess::Task() {
  if (!task_) {
    const TaskInfo task = ParseTask(ReadProcInfo(pid_, PROC_PIDTASKINFO, task_offset::kSize));
    EnsureSame();
    task_ = task;
  }
  return *task_;
}

const ResourceUsage& DarwinProcess::Usage() {
  if (usage_) return *usage_;
  std::string bytes(usage_offset::kSize, '\0');
  if (proc_pid_rusage(pid_, RUSAGE_INFO_V4, reinterpret_cast<rusage_info_t*>(bytes.data())) != 0) {
    throw SystemError(errno, "proc_pid_rusage");
  }
  EnsureSame();
  return usage_.emplace(ParseResourceUsage(bytes));
}

std::string DarwinProcess::Exe() {
  if (IsKernel()) return "";
  std::array<char, PROC_PIDPATHINFO_MAXSIZE> path{};
  errno = 0;
  const int length = proc_pidpath(pid_, path.data(), static_cast<uint32_t>(path.size()));
  // The file of the executable was deleted.
  if (length <= 0 && errno == ENOENT) return "";
  if (length <= 0) ThrowProcInfo(length, "proc_pidpath");
  EnsureSame();
  return std::string(path.data(), strnlen(path.data(), static_cast<size_t>(length)));
}

const ProcessArguments& DarwinProcess::Arguments() {
  if (arguments_of_process_) return *arguments_of_process_;
  if (IsKernel()) return arguments_of_process_.emplace();
  std::string bytes;
  try {
    // In a shorter buffer the kernel copies the end of them, without their start.
    bytes = ReadProcargs(pid_, std::min(context_.Constant("kern.argmax"), kMaxArguments));
  } catch (const SystemError& error) {
    const bool is_ambiguous = error.failure.code == EINVAL || error.failure.code == EIO;
    // The kernel also has these errors for processes of other users.
    if (!is_ambiguous || Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
    throw SystemError(EACCES, "sysctl");
  }
  EnsureSame();
  return arguments_of_process_.emplace(ParseProcessArguments(bytes));
}

StringList DarwinProcess::Cmdline() {
  StringList cmdline = Arguments().cmdline;
  cmdline.text.resize(CompleteArguments(cmdline.text, arguments_.available()));
  arguments_.Take(cmdline.text.size());
  return cmdline;
}

std::vector<EnvironmentVariable> DarwinProcess::Environ() {
  std::vector<EnvironmentVariable> environment;
  for (const EnvironmentVariable& variable : Arguments().environment) {
    if (!arguments_.Take(sizeof variable + variable.name.size() + variable.value.size())) break;
    environment.push_back(variable);
  }
  return environment;
}

std::string DarwinProcess::Cwd() {
  if (IsKernel()) return "";
  const std::string paths = ReadProcInfo(pid_, PROC_PIDVNODEPATHINFO, file_offset::kDirectoriesSize);
  EnsureSame();
  return ParseCurrentDirectory(paths);
}

ProcessStatus DarwinProcess::Status() {
  if (HasEnded(GetRow())) return ProcessStatus::kZombie;
  switch (GetRow().state) {
    case KinfoState::kZombie:
      return ProcessStatus::kZombie;
    case KinfoState::kStopped:
      return ProcessStatus::kStopped;
    case KinfoState::kIdle:
      return ProcessStatus::kIdle;
    case KinfoState::kSleeping:
      return ProcessStatus::kSleeping;
    case KinfoState::kRunning:
      break;
  }
  // The kernel has this state for nearly all processes; only the threads show whether one runs.
  try {
    return Task().running > 0 ? ProcessStatus::kRunning : ProcessStatus::kSleeping;
  } catch (const SystemError& error) {
    if (error.failure.code != EPERM && error.failure.code != EACCES) throw;
    return StatusByFlags(GetRow());
  }
}

int DarwinProcess::SessionId() {
  if (IsKernel()) return 0;  // getsid() takes it for this process
  const pid_t session = getsid(pid_);
  if (session < 0) throw SystemError(errno, "getsid");
  EnsureSame();
  return session;
}

ContextSwitches DarwinProcess::NumCtxSwitches() { return {Task().switches, std::nullopt}; }

ProcessIoCounters DarwinProcess::IoCounters() {
  ProcessIoCounters counters;
  counters.readBytes = Usage().read;
  counters.writeBytes = Usage().written;
  return counters;
}

PageFaults DarwinProcess::GetPageFaults() {
  const TaskInfo& task = Task();
  // Counters of 32 bits, which start again at 0 in old kernels and stay at 2^31 - 1 in new ones.
  return {task.faults - task.page_ins, task.page_ins};
}

ProcessCpuTimes DarwinProcess::CpuTimes() {
  const TaskInfo& task = Task();
  // Under Rosetta, mach_timebase_info() has the unit of another processor.
  const auto frequency = static_cast<double>(context_.Constant("hw.tbfrequency"));
  ProcessCpuTimes times;
  times.user = static_cast<double>(task.user_ticks) / frequency;
  times.system = static_cast<double>(task.system_ticks) / frequency;
  return times;
}

}  // namespace psutil
