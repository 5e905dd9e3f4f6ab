#pragma once

#include <windows.h>

#include "handle.h"
#include "process_context.h"
#include "process_parameters_parser.h"

namespace psutil {

/// A process that is read from the table of all processes or by a handle. A handle is opened at most once for a right,
/// when an attribute first needs it, and stays bound to that process even when the PID is reused.
class WindowsProcess : public OpenProcess {
 public:
  WindowsProcess(WindowsContext& context, int pid);

  double Start() override;
  Failure Classify(Failure failure) override;
  Failure Reused() const override;

  int pid() const { return pid_; }

  /// Returns a handle with some rights, which this object closes. Throws SystemError.
  HANDLE Open(DWORD access);

  /// Opens the process, or finds it in the table where that is denied.
  void OpenOrFind();

  /// Its row of the table of all processes.
  const TableProcess& Row();

  Timestamp CreateTime();
  int Ppid();
  std::string Name();
  std::string Exe();
  const StringList& Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status();
  bool IsKernel();
  std::string Username();
  int SessionId();
  int Nice();
  IoPriority Ionice();
  ProcessIoCounters IoCounters();
  ContextSwitches NumCtxSwitches();
  PageFaults GetPageFaults();
  int NumThreads() { return static_cast<int>(Row().threads); }
  std::vector<ThreadTimes> Threads();
  int NumHandles();
  std::vector<Connection> Connections();
  ProcessCpuTimes CpuTimes();
  std::vector<int> CpuAffinity();
  ProcessMemory MemoryInfo() { return MemoryInfoEx(); }
  ProcessMemoryEx MemoryInfoEx();
  ProcessFullMemory MemoryFullInfo();
  double MemoryPercent();
  std::vector<MappedFile> MemoryMaps();
  std::vector<MappedRegion> MemoryRegions();
  std::vector<OpenFile> OpenFiles();

 private:
  struct OpenedHandle {
    DWORD access;
    Handle handle;
  };

  bool Find(bool is_fresh);
  std::string ReadMemory(uint64_t address, size_t size);
  const ProcessParameters& Parameters();
  std::string ReadArguments(uint64_t address, size_t size);
  std::u16string CommandLine();

  WindowsContext& context_;
  const int pid_;
  std::optional<uint64_t> start_;
  std::vector<OpenedHandle> handles_;
  std::shared_ptr<const ProcessTable> processes_;
  const TableProcess* row_ = nullptr;
  ProcessBudget arguments_;
  ProcessBudget lists_;
  std::optional<ProcessParameters> parameters_;
  std::optional<StringList> cmdline_;
};

}  // namespace psutil
