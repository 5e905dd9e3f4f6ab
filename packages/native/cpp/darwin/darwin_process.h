#pragma once

#include <functional>

#include "file_parser.h"
#include "process_arguments_parser.h"
#include "process_context.h"
#include "region_parser.h"
#include "task_parser.h"

namespace psutil {

/// A process that is read by its PID. The kernel has no object that keeps the PID: after each call that returns other
/// data than the start, the start is read again.
class DarwinProcess : public OpenProcess {
 public:
  DarwinProcess(DarwinContext& context, int pid);

  double Start() override { return static_cast<double>(Row().start); }
  Failure Classify(Failure failure) override;
  Failure Reused() const override;

  /// Throws SystemError where the PID belongs to another process now, or to none.
  void EnsureSame();

  /// Its row of the table of all processes.
  const KinfoProcess& Row();

  Timestamp CreateTime();
  int Ppid() { return Row().ppid; }
  std::string Name();
  std::string Exe();
  StringList Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status();
  bool IsKernel() { return pid_ == 0; }
  std::string Username() { return context_.UserName(Row().real_user); }
  ProcessIds Uids() { return {Row().real_user, Row().user, Row().saved_user}; }
  ProcessIds Gids() { return {Row().real_group, Row().group, Row().saved_group}; }
  Nullable<std::string> Terminal() { return context_.Terminal(Row().terminal); }
  int ProcessGroup() { return Row().process_group; }
  int SessionId();
  int Nice() { return Row().nice; }
  ContextSwitches NumCtxSwitches();
  ProcessIoCounters IoCounters();
  PageFaults GetPageFaults();
  int NumThreads() { return Task().threads; }
  std::vector<ThreadTimes> Threads();
  int NumFds() { return static_cast<int>(Descriptors().size()); }
  std::vector<OpenFile> OpenFiles();
  std::vector<Connection> Connections();
  ProcessCpuTimes CpuTimes();
  ProcessMemory MemoryInfo();
  ProcessMemoryEx MemoryInfoEx();
  ProcessFullMemory MemoryFullInfo();
  double MemoryPercent();
  std::vector<MappedFile> MemoryMaps();
  std::vector<MappedRegion> MemoryRegions();

 private:
  const TaskInfo& Task();
  const ResourceUsage& Usage();
  const ProcessArguments& Arguments();
  const std::vector<Descriptor>& Descriptors();
  void ForEachRegion(int flavor, size_t size, const std::function<void(const Region& region)>& visit);

  DarwinContext& context_;
  const int pid_;
  std::optional<KinfoProcess> row_;
  std::optional<TaskInfo> task_;
  std::optional<ResourceUsage> usage_;
  std::optional<ProcessArguments> arguments_of_process_;
  std::optional<std::vector<Descriptor>> descriptors_;
  ProcessBudget arguments_;
  ProcessBudget lists_;
};

}  // namespace psutil
