#include "process_reader.h"

#include <cerrno>

#include "clock.h"
#include "linux.h"
#include "parse.h"

namespace psutil {

namespace {

// The kernel cuts names to 15 bytes.
constexpr size_t kCutName = 15;

bool IsDenied(int code) { return code == EACCES || code == EPERM; }

}  // namespace

bool IsMissing(int code) { return code == ENOENT || code == ESRCH; }

using Lock = std::lock_guard<std::mutex>;

ReadContext::ReadContext(const Host& of, const std::string& kind)
    : host(of), page_size(PageSize(of)), clock_tick(ClockTick(of)), users_(of), terminals_(of), sockets_(of, kind) {}

double ReadContext::BootTime() {
  const Lock lock(mutex_);
  if (!boot_time_) boot_time_ = host.IsLocal() ? LocalBootTime(1 / clock_tick) : ReadBootTime(host);
  return *boot_time_;
}

uint64_t ReadContext::MemTotal() {
  const Lock lock(mutex_);
  if (!mem_total_) mem_total_ = ReadMemTotal(host);
  return *mem_total_;
}

// What the others give is a place in a map, which stays where it is when more is put into that.

const std::string& ReadContext::UserName(uint64_t uid) {
  const Lock lock(mutex_);
  return users_.Of(uid);
}

const Nullable<std::string>& ReadContext::Terminal(int number) {
  const Lock lock(mutex_);
  return terminals_.Of(number);
}

const std::unordered_map<uint64_t, Connection>& ReadContext::SocketsOf(const Directory& process) {
  const Lock lock(mutex_);
  return sockets_.Of(process);
}

const Limits& ReadContext::LimitsOf(const std::string& groups, const std::string& path) {
  const Lock lock(mutex_);
  const auto known = limits_.find(groups);
  return known != limits_.end() ? known->second : limits_.emplace(groups, ReadLimits(host, groups, path)).first->second;
}

ProcessReader::ProcessReader(ReadContext& context, int pid, std::shared_ptr<const Directory> directory)
    : context_(context),
      pid_(pid),
      path_(context.host.proc + "/" + std::to_string(pid)),
      directory_(std::move(directory)) {}

const ProcessStat& ProcessReader::Stat() {
  if (!stat_) {
    const std::string path = PathOf("stat");
    stat_ = ParseProcessStat(directory_ ? Read("stat") : ReadShortFile(OpenToRead(path), path), path);
  }
  return *stat_;
}

const Directory& ProcessReader::Opened() {
  if (directory_) return *directory_;
  const auto known = std::exchange(stat_, std::nullopt);
  directory_ = std::make_shared<const Directory>(OpenDirectory(path_));
  // What stat told before may have been of another process, whose pid this one has now.
  if (known && known->startTicks != Stat().startTicks) throw SystemError(Ended(ProcessFailureKind::kGone));
  return *directory_;
}

Timestamp ProcessReader::CreateTime() {
  return {context_.BootTime() + static_cast<double>(Stat().startTicks) / context_.clock_tick};
}

std::string ProcessReader::Name() try {
  const std::string& name = Stat().comm;
  if (name.size() < kCutName || Stat().IsZombie() || Stat().IsKernelThread()) return name;
  const auto& cmdline = Cmdline();
  const std::string_view program = cmdline.empty() ? "" : BaseName(cmdline[0]);
  return std::string(program.substr(0, name.size()) == name ? program : name);
} catch (const SystemError& error) {
  if (stat_ && IsDenied(error.failure.code)) return stat_->comm;
  throw;
}

const std::vector<std::string>& ProcessReader::Cmdline() {
  if (!cmdline_ && IsKnownKernelThread()) cmdline_.emplace();
  if (!cmdline_) {
    cmdline_ = ParseCmdline(Read("cmdline"));
    // A zombie has lost its arguments, which is not the same as having none.
    if (cmdline_->empty() && !Stat().IsKernelThread() && IsZombieNow()) {
      cmdline_.reset();
      throw SystemError(ESRCH, "read", PathOf("cmdline"));
    }
  }
  return *cmdline_;
}

const std::string& ProcessReader::StatusText() {
  if (!status_) status_ = Read("status");
  return *status_;
}

ProcessIoCounters ProcessReader::IoCounters() try {
  const auto counters = ParseIo(Read("io"), PathOf("io"));
  if (!counters) throw SystemError(ENOTSUP, "ioCounters", PathOf("io"));
  return *counters;
} catch (const SystemError& error) {
  // A kernel that does not count has no such file.
  if (error.failure.code != ENOENT || Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
  throw SystemError(ENOTSUP, "ioCounters", PathOf("io"));
}

std::vector<ThreadTimes> ProcessReader::Threads() {
  std::vector<ThreadTimes> threads;
  ForEachEntry(Opened(), "task", [&](const char* name) {
    const auto id = ParseNumber(name);
    if (!id) return;
    const std::string file = std::string("task/") + name + "/stat";
    try {
      const ProcessStat stat = ParseProcessStat(Read(file), PathOf(file));
      threads.push_back({static_cast<int>(*id), Seconds(stat.utime), Seconds(stat.stime)});
    } catch (const SystemError& error) {
      if (!IsMissing(error.failure.code)) throw;  // a thread that has ended meanwhile is none
    }
  });
  EnsureAlive();
  std::sort(threads.begin(), threads.end(), [](auto& one, auto& other) { return one.id < other.id; });
  return threads;
}

ProcessCpuTimes ProcessReader::CpuTimes() {
  const ProcessStat& stat = Stat();
  ProcessCpuTimes times;
  times.user = Seconds(stat.utime);
  times.system = Seconds(stat.stime);
  times.childrenUser = Seconds(stat.cutime);
  times.childrenSystem = Seconds(stat.cstime);
  if (stat.blkioTicks) times.iowait = Seconds(*stat.blkioTicks);
  return times;
}

void ProcessReader::EnsureAlive() {
  if (IsMissing(AccessError(Opened(), "stat"))) throw SystemError(ESRCH, "access", PathOf("stat"));
}

bool ProcessReader::IsZombieNow() {
  return Stat().IsZombie() || ParseProcessStat(Read("stat"), PathOf("stat")).IsZombie();
}

Failure ProcessReader::Classify(Failure failure) {
  failure.pid = pid_;
  if (failure.kind != ProcessFailureKind::kUnknown) return failure;
  // Old kernels say ENOSYS for the limits of zombies.
  if (!IsMissing(failure.code) && failure.code != ENOSYS) return failure;
  try {
    const ProcessStat now = ParseProcessStat(Read("stat"), PathOf("stat"));
    if (now.IsDead()) failure.kind = ProcessFailureKind::kGone;
    if (now.IsZombie()) {
      failure.kind = ProcessFailureKind::kZombie;
      failure.ppid = now.ppid;
    }
  } catch (const SystemError& error) {
    if (IsMissing(error.failure.code) && Exists(context_.host.proc)) failure.kind = ProcessFailureKind::kGone;
  }
  return failure;
}

Failure ProcessReader::Ended(ProcessFailureKind kind) const {
  Failure failure;
  failure.code = ESRCH;
  failure.call = "read";
  failure.path = PathOf("stat");
  failure.kind = kind;
  failure.pid = pid_;
  return failure;
}

}  // namespace psutil
