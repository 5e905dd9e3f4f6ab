#include "process_reader.h"

#include <cerrno>

#include "clock.h"
#include "linux.h"
#include "text.h"

namespace {

// The kernel cuts names to 15 bytes.
constexpr size_t kCutName = 15;
constexpr std::string_view kDeleted = " (deleted)";

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool IsMissing(int code) { return code == ENOENT || code == ESRCH; }
bool IsDenied(int code) { return code == EACCES || code == EPERM; }

}  // namespace

Snapshot::Snapshot(const Host& of)
    : host(of),
      page_size(PageSize(of)),
      clock_tick(ClockTick(of)),
      boot_time(of.IsLocal() ? LocalBootTime(1 / clock_tick) : ReadBootTime(of)),
      users(of) {}

ProcessReader::ProcessReader(Snapshot& snapshot, int pid)
    : snapshot_(snapshot), pid_(pid), folder_(OpenFolder(snapshot.host.proc + "/" + std::to_string(pid))) {}

const ProcessStat& ProcessReader::Stat() {
  if (!stat_) stat_ = ParseProcessStat(Read("stat"), PathOf("stat"));
  return *stat_;
}

Timestamp ProcessReader::CreateTime() {
  return {snapshot_.boot_time + static_cast<double>(Stat().startTicks) / snapshot_.clock_tick};
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

std::string ProcessReader::Exe() try {
  std::string exe = ReadLink(folder_, "exe");
  // A program may really be called so: then the path, seen from its own root, leads to the file that runs.
  if (EndsWith(exe, kDeleted) && !SameFile(folder_, "exe", "root" + exe)) exe.resize(exe.size() - kDeleted.size());
  return exe;
} catch (const SystemError& error) {
  // The kernel's threads have no program, and a process that is about to end has it no longer.
  if (error.failure.code == ENOENT && Explain(error.failure).fate == Fate::kUnknown) return "";
  throw;
}

const std::vector<std::string>& ProcessReader::Cmdline() {
  if (!cmdline_) cmdline_ = ParseCmdline(Read("cmdline"));
  // A zombie has lost its arguments, which is not the same as having none.
  if (cmdline_->empty() && Stat().IsZombie()) throw SystemError(ESRCH, "read", PathOf("cmdline"));
  return *cmdline_;
}

std::string ProcessReader::Username() { return snapshot_.users.Of(ParseRealUid(Read("status"), PathOf("status"))); }

ProcessCpuTimes ProcessReader::CpuTimes() {
  const auto seconds = [this](uint64_t ticks) { return static_cast<double>(ticks) / snapshot_.clock_tick; };
  const ProcessStat& stat = Stat();
  ProcessCpuTimes times;
  times.user = seconds(stat.utime);
  times.system = seconds(stat.stime);
  times.childrenUser = seconds(stat.cutime);
  times.childrenSystem = seconds(stat.cstime);
  if (stat.blkioTicks) times.iowait = seconds(*stat.blkioTicks);
  return times;
}

ProcessMemory ProcessReader::MemoryInfo() { return ParseStatm(Read("statm"), PathOf("statm"), snapshot_.page_size); }

Failure ProcessReader::Explain(Failure failure) {
  failure.pid = pid_;
  if (!IsMissing(failure.code)) return failure;
  // New kernels say ESRCH for some files of processes that are there: only stat tells.
  try {
    const ProcessStat now = ParseProcessStat(Read("stat"), PathOf("stat"));
    if (now.IsZombie()) {
      failure.fate = Fate::kZombie;
      failure.ppid = now.ppid;
    }
  } catch (const SystemError& error) {
    if (IsMissing(error.failure.code)) failure.fate = Fate::kGone;
  }
  return failure;
}

Failure ProcessReader::Reused() const {
  Failure failure;
  failure.code = ESRCH;
  failure.call = "read";
  failure.path = PathOf("stat");
  failure.fate = Fate::kReused;
  failure.pid = pid_;
  return failure;
}
