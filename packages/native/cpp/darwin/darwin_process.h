#pragma once

#include <functional>

#include "file_parser.h"
#include "process_arguments_parser.h"
#include "process_context.h"
#include "region_parser.h"
#include "task_parser.h"

namespace psutil {

/// A process of macOS.
class DarwinProcess : public KinfoTarget<DarwinContext> {
 public:
  using KinfoTarget::KinfoTarget;

  Timestamp CreateTime();
  std::string Name() {
    return NameFrom(kinfo_offset::kNameSize, [&] { return Exe(); });
  }
  std::string Exe();
  StringList Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status();
  bool IsKernel() { return pid_ == 0; }
  int SessionId();
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

  std::optional<TaskInfo> task_;
  std::optional<ResourceUsage> usage_;
  std::optional<ProcessArguments> arguments_of_process_;
  std::optional<std::vector<Descriptor>> descriptors_;
};

}  // namespace psutil
