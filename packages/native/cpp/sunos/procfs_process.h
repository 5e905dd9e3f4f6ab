#pragma once

#include <optional>

#include "address_space.h"
#include "proc_structs.h"
#include "process_parser.h"
#include "procfs_context.h"

namespace psutil {

/// A process that is read from the binary files of /proc/PID: proc(5). Its directory is opened once, and stays bound to
/// the process when the PID is reused. Each file is read at most once.
class ProcfsProcess : public OpenProcess {
 public:
  ProcfsProcess(ProcfsContext& context, int pid);

  double Start() override { return StartOf(Usage()); }
  Failure Classify(Failure failure) override;
  Failure Reused() const override;

  Timestamp CreateTime();
  int Ppid() { return Info().ppid; }
  std::string Name() { return NameOf(Info()); }
  std::string Exe();
  StringList Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status() { return StatusOf(Info()); }
  bool IsKernel() { return IsKernelProcess(Info()); }
  std::string Username() { return context_.UserName(Info().uid); }
  ProcessIds Uids();
  ProcessIds Gids();
  Nullable<std::string> Terminal();
  int ProcessGroup() { return Info().group; }
  int SessionId() { return Info().session; }
  int Nice();
  ContextSwitches NumCtxSwitches();
  PageFaults GetPageFaults() { return {Usage().minor_faults, Usage().major_faults}; }
  int NumThreads() { return Info().lwps; }
  std::vector<ThreadTimes> Threads();
  int NumFds();
  std::vector<OpenFile> OpenFiles();
  std::vector<Connection> Connections();
  ProcessCpuTimes CpuTimes();
  int CpuNum();
  ProcessMemory MemoryInfo() { return MemoryOf(Info()); }
  ProcessMemoryEx MemoryInfoEx();
  double MemoryPercent();
  std::vector<MappedFile> MemoryMaps();
  std::vector<MappedRegion> MemoryRegions();
  /// Opens a file that becomes ready when the process ends, whoever owns it and whatever it executes.
  Fd OpenForExit() { return OpenProcFile(Directory(), "psinfo"); }

 private:
  const ProcDirectory& Directory();
  std::string Read(const std::string& file);
  template <class Call>
  auto ReadAgain(Call&& call) -> decltype(call());
  const ProcInfo& Info();
  const ProcUsage& Usage();
  std::optional<ProcCredentials> Credentials();
  std::optional<ProcStatus> StatusFile();
  std::string PathOf(const std::string& file) const { return path_ + "/" + file; }
  void Take(size_t bytes, const std::string& file);
  /// Throws where the process has no threads left.
  void RequireLive(const std::string& file);
  /// Returns the texts that an array of pointers in the address space leads to.
  std::vector<std::string> ReadTexts(uint64_t array, size_t count);

  ProcfsContext& context_;
  int pid_;
  std::string path_;
  std::optional<ProcDirectory> directory_;
  std::optional<ProcInfo> info_;
  std::optional<ProcUsage> usage_;
  ProcessBudget arguments_;
  ProcessBudget lists_;
};

}  // namespace psutil
