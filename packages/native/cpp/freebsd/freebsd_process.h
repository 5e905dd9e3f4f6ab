#pragma once

#include "file_parser.h"
#include "process_context.h"

namespace psutil {

/// A process that is read by its PID. The kernel has no object that keeps the PID: after each call that returns other
/// data than the row of the process, the row is read again.
class FreebsdProcess : public OpenProcess {
 public:
  FreebsdProcess(FreebsdContext& context, int pid);

  double Start() override { return static_cast<double>(Row().start_since_boot); }
  Failure Classify(Failure failure) override;
  Failure Reused() const override;

  /// Its row of the table of all processes.
  const KinfoProcess& Row();
  /// Throws SystemError where the process has ended.
  void EnsureSame();

  Timestamp CreateTime() { return {static_cast<double>(Row().start) / 1e6}; }
  int Ppid() { return Row().ppid; }
  std::string Name();
  std::string Exe();
  StringList Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status();
  bool IsKernel();
  std::string Username() { return context_.names.User(Row().real_user); }
  ProcessIds Uids() { return {Row().real_user, Row().user, Row().saved_user}; }
  ProcessIds Gids() { return {Row().real_group, Row().group, Row().saved_group}; }
  Nullable<std::string> Terminal() { return context_.names.Terminal(Row().terminal); }
  int ProcessGroup() { return Row().process_group; }
  int SessionId() { return Row().session; }
  int Nice() { return Row().nice; }
  ProcessIoCounters IoCounters();
  ContextSwitches NumCtxSwitches() { return {Row().voluntary_switches, Row().involuntary_switches}; }
  PageFaults GetPageFaults() { return {Row().minor_faults, Row().major_faults}; }
  int NumThreads() { return Row().threads; }
  std::vector<ThreadTimes> Threads();
  int NumFds() { return CountDescriptors(Files()); }
  std::vector<OpenFile> OpenFiles();
  std::vector<Connection> Connections();
  ProcessCpuTimes CpuTimes();
  int CpuNum() { return Row().cpu; }
  std::vector<int> CpuAffinity();
  ProcessMemory MemoryInfo();
  double MemoryPercent();
  std::vector<MappedFile> MemoryMaps();
  std::vector<MappedRegion> MemoryRegions();

 private:
  bool IsZombie() { return Row().state == KinfoState::kZombie; }
  /// Returns what sysctl(3) has under KERN_PROC for a process that is still the same. Throws SystemError.
  std::string ReadOfProcess(int kind);
  const std::vector<KinfoFile>& Files();

  FreebsdContext& context_;
  const int pid_;
  std::optional<KinfoProcess> row_;
  std::optional<std::vector<KinfoFile>> files_;
  ProcessBudget arguments_;
  ProcessBudget lists_;
};

}  // namespace psutil
