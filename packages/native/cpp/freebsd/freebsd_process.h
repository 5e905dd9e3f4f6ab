#pragma once

#include <cerrno>
#include <chrono>
#include <thread>

#include "file_parser.h"
#include "process_context.h"

namespace psutil {

/// Repeats a call that the kernel refuses while the process executes another program, as a new child does:
/// p_candebug() in kern/kern_prot.c. Throws SystemError.
template <class Call>
auto RepeatInExec(Call&& call) {
  constexpr int kMaxAttempts = 10;
  for (int attempt = 1;; ++attempt) {
    try {
      return call();
    } catch (const SystemError& error) {
      if (error.failure.code != EBUSY || attempt == kMaxAttempts) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

/// A process of FreeBSD.
class FreebsdProcess : public KinfoTarget<FreebsdContext> {
 public:
  using KinfoTarget::KinfoTarget;

  Failure Classify(Failure failure) override;

  Timestamp CreateTime() { return {static_cast<double>(GetRow().start) / 1e6}; }
  std::string Name() {
    return NameFrom(kinfo_offset::kNameSize, [&] { return Exe(); });
  }
  std::string Exe();
  StringList Cmdline();
  std::vector<EnvironmentVariable> Environ();
  std::string Cwd();
  ProcessStatus Status();
  bool IsKernel();
  int SessionId() { return GetRow().session; }
  ProcessIoCounters IoCounters();
  ContextSwitches NumCtxSwitches() { return {GetRow().voluntary_switches, GetRow().involuntary_switches}; }
  PageFaults GetPageFaults() { return {GetRow().minor_faults, GetRow().major_faults}; }
  int NumThreads() { return GetRow().threads; }
  std::vector<ThreadTimes> Threads();
  int NumFds() { return CountDescriptors(Files()); }
  std::vector<OpenFile> OpenFiles();
  std::vector<Connection> Connections();
  ProcessCpuTimes CpuTimes();
  int CpuNum() { return GetRow().cpu; }
  std::vector<int> CpuAffinity();
  ProcessMemory MemoryInfo();
  double MemoryPercent();
  std::vector<MappedFile> MemoryMaps();
  std::vector<MappedRegion> MemoryRegions();

 private:
  /// Throws for a zombie, of which the kernel returns nothing or what remains until its parent waits for it.
  void EnsureNotEnded() {
    if (HasEnded(GetRow())) throw SystemError(ESRCH, "sysctl");
  }
  /// Returns what sysctl(3) has under KERN_PROC for a process that is still the same. Of a table of rows of different
  /// sizes, `longest_row` is the size of the longest one. Throws SystemError.
  std::string ReadOfProcess(int kind, size_t longest_row = 0);
  /// Returns texts that the kernel may have to read from the memory of the process.
  std::string ReadTexts(int kind);
  const std::vector<KinfoFile>& Files();

  std::optional<std::vector<KinfoFile>> files_;
};

}  // namespace psutil
