#pragma once

#include <algorithm>
#include <map>
#include <mutex>

#include "file.h"
#include "proc_pid_parser.h"
#include "process_dir_cache.h"
#include "sockets.h"
#include "terminals.h"
#include "users.h"

namespace psutil {

/// Whether an error number says that something is not there. New kernels say ESRCH for some files of processes that
/// are there: only stat tells.
bool IsMissing(int code);

/// What all processes read in one call share: one moment, one list of users, of sockets and of limits, each looked up
/// when it is first needed. Threads that read at once share it.
class ReadContext {
 public:
  explicit ReadContext(const Host& of, const std::string& kind = "inet");

  double BootTime();
  uint64_t MemTotal();
  const std::string& UserName(uint64_t uid);
  const Nullable<std::string>& Terminal(int number);
  const std::unordered_map<uint64_t, Connection>& SocketsOf(const Directory& process);
  const Limits& LimitsOf(const std::string& groups, const std::string& path);

  const Host& host;
  const uint64_t page_size;
  const double clock_tick;

 private:
  std::mutex mutex_;
  UserNames users_;
  Terminals terminals_;
  NamespaceSockets sockets_;
  std::optional<double> boot_time_;
  std::optional<uint64_t> mem_total_;
  std::map<std::string, Limits> limits_;
};

/// One process being read. Its directory is opened at most once, when more than stat is needed, and stays bound to that
/// one process, even when the pid goes to another; so is each file below, when an attribute first needs it.
class ProcessReader {
 public:
  /// `directory` is that of the process, where it is known.
  ProcessReader(ReadContext& context, int pid, std::shared_ptr<const Directory> directory = nullptr);

  const ProcessStat& Stat();

  /// Its directory, which is opened when it is first needed.
  const Directory& Opened();
  /// The same, or null where it was not needed.
  const std::shared_ptr<const Directory>& directory() const { return directory_; }

  Timestamp CreateTime();
  int Ppid() { return Stat().ppid; }
  std::string Name();
  std::string Exe();
  const std::vector<std::string>& Cmdline();
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
  PageFaults Faults() { return {Stat().minorFaults, Stat().majorFaults}; }
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
  Limits GroupLimits();

  /// What the process's end, or its being a zombie, makes of a failure to read it.
  Failure Classify(Failure failure);
  /// The failure to find the process that was asked.
  Failure Ended(ProcessFailureKind kind) const;
  /// Throws where the process has ended meanwhile. What the kernel says of a pid, and what it leaves out of a
  /// directory, is of this very process if it is still there afterwards.
  void EnsureAlive();

 private:
  std::string Read(const std::string& file) { return ReadShortFile(Opened(), file); }
  std::string PathOf(const std::string& file) const { return path_ + "/" + file; }
  double Seconds(uint64_t ticks) const { return static_cast<double>(ticks) / context_.clock_tick; }
  bool IsZombieNow();
  /// The kernel's threads have no files worth opening but stat and status.
  bool IsKnownKernelThread() const { return stat_ && stat_->IsKernelThread(); }

  /// A file that tells of its memory, which the kernel's threads and zombies have none of.
  std::string ReadOfMemory(const char* file);
  const std::string& StatusText();
  const std::string& CgroupText();
  const std::vector<int>& Descriptors();
  struct OpenSocket {
    int fd;
    uint64_t number;
  };
  std::vector<OpenSocket> OpenSockets();
  std::optional<OpenFile> OpenFileAt(int fd);
  OpenFile FileBehind(const std::string& link, std::string target);
  std::string PathBehind(const std::string& link);

  ReadContext& context_;
  int pid_;
  std::string path_;
  std::shared_ptr<const Directory> directory_;
  std::optional<ProcessStat> stat_;
  std::optional<std::vector<std::string>> cmdline_;
  std::optional<std::string> status_;
  std::optional<std::string> cgroup_;
  std::optional<std::string> smaps_;
  std::optional<ProcessMemoryEx> memory_;
  std::optional<std::vector<int>> descriptors_;
};

/// A process of which it is proved that it is the one that was asked.
ProcessReader IdentifiedProcess(ReadContext& context, const Target& target);

/// What a reading of one process gives, or the failure that says what became of it.
template <class AttributeReader>
auto ReadIdentified(ReadContext& context, const Target& target, AttributeReader&& read) {
  ProcessReader process = IdentifiedProcess(context, target);
  try {
    return read(process);
  } catch (const SystemError& error) {
    throw SystemError(process.Classify(error.failure));
  }
}

}  // namespace psutil
