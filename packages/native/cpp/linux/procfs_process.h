#pragma once

#include <algorithm>

#include "proc_pid_parser.h"
#include "procfs_context.h"

namespace psutil {

/// Whether an error number means that a file is missing. New kernels report ESRCH for some files of processes that
/// exist: only stat is decisive.
bool IsMissing(int code);

/// A process that is read from /proc/PID. The directory is opened at most once, when more than stat is needed, and its
/// descriptor stays bound to that process even when the PID is reused. Each file below it is read at most once, when an
/// attribute first needs it.
class ProcfsProcess : public OpenProcess {
 public:
  /// `directory` is the process's own, where it was opened and identified before.
  ProcfsProcess(ProcfsContext& context, int pid, std::shared_ptr<const Directory> directory = nullptr);

  double Start() override { return static_cast<double>(Stat().startTicks); }
  bool IsIdentified() const override { return is_identified_; }
  Failure Classify(Failure failure) override;
  Failure Reused() const override;

  const ProcessStat& Stat();

  /// The directory of the process, which is opened when it is first needed.
  const Directory& OpenedDirectory();
  /// The directory, or null where it was not needed.
  const std::shared_ptr<const Directory>& directory() const { return directory_; }

  Timestamp CreateTime();
  int Ppid() { return Stat().ppid; }
  std::string Name();
  std::string Exe();
  const StringList& Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status() { return ParseState(Stat().state); }
  bool IsKernelProcess() { return Stat().IsKernelThread(); }
  std::string Username() { return context_.UserName(Uids().real); }
  ProcessIds Uids() { return ParseIds(StatusText(), PathOf("status"), "Uid"); }
  ProcessIds Gids() { return ParseIds(StatusText(), PathOf("status"), "Gid"); }
  Nullable<std::string> Terminal() { return context_.Terminal(Stat().IsZombie() ? 0 : Stat().terminal); }
  int ProcessGroup() { return std::max(0, Stat().group); }
  int SessionId() { return std::max(0, Stat().session); }
  int Nice() { return Stat().nice; }
  IoPriority Ionice();
  ProcessIoCounters IoCounters();
  ContextSwitches NumCtxSwitches() { return ParseContextSwitches(StatusText(), PathOf("status")); }
  PageFaults GetPageFaults() { return {Stat().minorFaults, Stat().majorFaults}; }
  int NumThreads() { return Stat().threads; }
  std::vector<ThreadTimes> Threads();
  int NumFds();
  std::vector<OpenFile> OpenFiles();
  std::vector<Connection> Connections();
  ProcessCpuTimes CpuTimes();
  int CpuNum() { return Stat().cpu; }
  std::vector<int> CpuAffinity();
  ProcessMemory MemoryInfo();
  const ProcessMemoryEx& MemoryInfoEx();
  ProcessFullMemory MemoryFullInfo();
  double MemoryPercent();
  std::vector<MappedFile> MemoryMaps();
  std::vector<MappedRegion> MemoryRegions();
  Nullable<std::string> Cgroup();
  Nullable<std::string> Container();
  Limits CgroupLimits();

  /// Throws where the process has ended meanwhile. The result of a system call on the PID, and a list of the entries of
  /// the directory, belong to this process only if it still exists afterwards.
  void EnsureAlive();

 private:
  std::string Read(const std::string& file) { return ReadShortFile(OpenedDirectory(), file); }
  std::string PathOf(const std::string& file) const { return path_ + "/" + file; }
  double Seconds(uint64_t ticks) const { return static_cast<double>(ticks) / context_.clock_tick; }
  bool IsZombieNow();
  /// Kernel threads have content in no file but stat and status.
  bool IsKnownKernelThread() const { return stat_ && stat_->IsKernelThread(); }

  /// Takes memory for a value whose size the process controls; throws EOVERFLOW if the budget is exhausted.
  void Take(size_t bytes, const char* file);
  /// Reads cmdline or environ, as far as the budget allows.
  std::string ReadArguments(const char* file);
  /// Returns the last component of the first argument.
  std::string Program();

  /// Calls `read` to read a file about the memory of the process, which kernel threads and zombies do not have. It
  /// returns whether the file has any content.
  void ReadMemoryFile(const char* file, const std::function<bool()>& read);
  void SumMemory(const char* file, ProcessFullMemory& memory);
  void VisitRegions(const std::function<void(const MappedRegion&)>& visit);
  std::string PathOfMapping(const std::string& path);
  const std::string& StatusText();
  const std::string& CgroupText();
  const std::vector<int>& Descriptors();
  struct OpenSocket {
    int fd;
    uint64_t number;
  };
  std::vector<OpenSocket> OpenSockets();
  Failure Ended(ProcessFailureKind kind) const;
  std::optional<OpenFile> OpenFileAt(int fd);
  OpenFile ResolveLink(const std::string& link, std::string target);
  std::string LinkedPath(const char* link);

  ProcfsContext& context_;
  int pid_;
  std::string path_;
  std::shared_ptr<const Directory> directory_;
  const bool is_identified_;
  std::optional<ProcessStat> stat_;
  ProcessBudget arguments_;
  ProcessBudget lists_;
  std::optional<StringList> cmdline_;
  std::optional<std::string> status_;
  std::optional<std::string> cgroup_;
  std::optional<ProcessMemoryEx> memory_;
  std::optional<std::vector<int>> descriptors_;
};

}  // namespace psutil
