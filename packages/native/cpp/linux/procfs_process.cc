#include "procfs_process.h"

#include <cerrno>
#include <climits>

#include "../posix/parse.h"
#include "pid_namespace.h"

namespace psutil {

namespace {

// TASK_COMM_LEN of include/linux/sched.h, less the NUL.
constexpr size_t kMaxComm = 15;

bool IsDenied(int code) { return code == EACCES || code == EPERM; }

}  // namespace

bool IsMissing(int code) { return code == ENOENT || code == ESRCH; }

ProcfsProcess::ProcfsProcess(ProcfsContext& context, int pid, std::shared_ptr<const Directory> directory)
    : context_(context),
      pid_(pid),
      path_(context.host.proc + "/" + std::to_string(pid)),
      directory_(std::move(directory)),
      is_identified_(directory_ != nullptr),
      arguments_(context.arguments),
      lists_(context.lists) {}

const ProcessStat& ProcfsProcess::Stat() {
  if (!stat_) {
    const std::string path = PathOf("stat");
    stat_ = ParseProcessStat(directory_ ? Read("stat") : ReadShortFile(OpenToRead(path), path), path);
  }
  return *stat_;
}

const Directory& ProcfsProcess::OpenedDirectory() {
  if (directory_) return *directory_;
  const auto known = std::exchange(stat_, std::nullopt);
  directory_ = std::make_shared<const Directory>(OpenDirectory(path_));
  // The stat that was read before may be of another process, whose PID this one has now.
  if (known && known->startTicks != Stat().startTicks) throw SystemError(Ended(ProcessFailureKind::kGone));
  return *directory_;
}

Timestamp ProcfsProcess::CreateTime() {
  return {context_.BootTime() + static_cast<double>(Stat().startTicks) / context_.clock_tick};
}

std::string ProcfsProcess::Name() try {
  const std::string& name = Stat().comm;
  if (name.size() < kMaxComm || Stat().IsZombie() || Stat().IsKernelThread()) return name;
  std::string program = Program();
  const bool is_completed = program.compare(0, name.size(), name) == 0 && lists_.Take(program.size());
  return is_completed ? std::move(program) : name;
} catch (const SystemError& error) {
  if (stat_ && IsDenied(error.failure.code)) return stat_->comm;
  throw;
}

void ProcfsProcess::Take(size_t bytes, const char* file) {
  if (!lists_.Take(bytes)) throw SystemError(EOVERFLOW, "read", PathOf(file));
}

std::string ProcfsProcess::ReadArguments(const char* file) {
  std::string text = ReadFileUpTo(OpenedDirectory(), file, std::min(kMaxArguments, arguments_.available()));
  arguments_.Take(text.size());
  return text;
}

std::string ProcfsProcess::Program() {
  // The path of a program is not longer.
  std::string text = ReadFileUpTo(OpenedDirectory(), "cmdline", PATH_MAX);
  const size_t end = text.find('\0');
  // The words of a single string are those of a title, such as "chrome --type=renderer".
  const bool is_single = end == std::string::npos || end + 1 == text.size();
  const std::string_view first = std::string_view(text).substr(0, end);
  std::string program(BaseName(is_single ? first.substr(0, first.find(' ')) : first));
  const bool is_complete = !text.empty() && text.size() < PATH_MAX;
  if (is_complete && arguments_.Take(text.size())) cmdline_ = ParseCmdline(std::move(text));
  return program;
}

const StringList& ProcfsProcess::Cmdline() {
  if (!cmdline_ && IsKnownKernelThread()) cmdline_.emplace();
  if (!cmdline_) {
    cmdline_ = ParseCmdline(ReadArguments("cmdline"));
    // A zombie has lost its arguments; a process without arguments never had any.
    if (cmdline_->text.empty() && !Stat().IsKernelThread() && IsZombieNow()) {
      cmdline_.reset();
      throw SystemError(ESRCH, "read", PathOf("cmdline"));
    }
  }
  return *cmdline_;
}

const std::string& ProcfsProcess::StatusText() {
  if (!status_) status_ = Read("status");
  return *status_;
}

ProcessIoCounters ProcfsProcess::IoCounters() try {
  const auto counters = ParseIo(Read("io"), PathOf("io"));
  if (!counters) throw SystemError(ENOTSUP, "ioCounters", PathOf("io"));
  return *counters;
} catch (const SystemError& error) {
  // A kernel without CONFIG_TASK_IO_ACCOUNTING has no such file.
  if (error.failure.code != ENOENT || Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
  throw SystemError(ENOTSUP, "ioCounters", PathOf("io"));
}

std::vector<ThreadTimes> ProcfsProcess::Threads() {
  std::vector<ThreadTimes> threads;
  ForEachEntry(OpenedDirectory(), "task", [&](const char* name) {
    const auto id = ParseInt(name);
    if (!id) return;
    const std::string file = std::string("task/") + name + "/stat";
    try {
      const ProcessStat stat = ParseProcessStat(Read(file), PathOf(file));
      if (!lists_.Take(sizeof(ThreadTimes))) return;
      threads.push_back({static_cast<uint64_t>(*id), Seconds(stat.utime), Seconds(stat.stime)});
    } catch (const SystemError& error) {
      if (!IsMissing(error.failure.code)) throw;  // the thread has ended meanwhile
    }
  });
  EnsureAlive();
  std::sort(threads.begin(), threads.end(), [](auto& one, auto& other) { return one.id < other.id; });
  return threads;
}

ProcessCpuTimes ProcfsProcess::CpuTimes() {
  const ProcessStat& stat = Stat();
  ProcessCpuTimes times;
  times.user = Seconds(stat.utime);
  times.system = Seconds(stat.stime);
  times.childrenUser = Seconds(stat.cutime);
  times.childrenSystem = Seconds(stat.cstime);
  if (stat.blkioTicks) times.iowait = Seconds(*stat.blkioTicks);
  return times;
}

void ProcfsProcess::EnsureAlive() {
  if (IsMissing(AccessError(OpenedDirectory(), "stat"))) throw SystemError(ESRCH, "access", PathOf("stat"));
}

bool ProcfsProcess::IsZombieNow() {
  return Stat().IsZombie() || ParseProcessStat(Read("stat"), PathOf("stat")).IsZombie();
}

Failure ProcfsProcess::Classify(Failure failure) {
  failure.pid = pid_;
  if (failure.kind != ProcessFailureKind::kUnknown) return failure;
  // Old kernels return ENOSYS for the limits of zombies.
  if (!IsMissing(failure.code) && failure.code != ENOSYS) return failure;
  try {
    const ProcessStat now = ParseProcessStat(Read("stat"), PathOf("stat"));
    if (now.IsDead()) failure.kind = ProcessFailureKind::kGone;
    if (now.IsZombie()) {
      failure.kind = ProcessFailureKind::kZombie;
      failure.ppid = now.ppid;
    }
  } catch (const SystemError& error) {
    if (IsMissing(error.failure.code) && HasProcesses(context_.host)) failure.kind = ProcessFailureKind::kGone;
  }
  return failure;
}

Failure ProcfsProcess::Reused() const { return Ended(ProcessFailureKind::kReused); }

Failure ProcfsProcess::Ended(ProcessFailureKind kind) const {
  Failure failure;
  failure.code = ESRCH;
  failure.call = "read";
  failure.path = PathOf("stat");
  failure.kind = kind;
  failure.pid = pid_;
  return failure;
}

}  // namespace psutil
