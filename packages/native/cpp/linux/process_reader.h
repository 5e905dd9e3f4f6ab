#pragma once

#include "file.h"
#include "process_text.h"
#include "users.h"

/// What all processes read in one call share: one moment, one list of users.
struct Snapshot {
  explicit Snapshot(const Host& of);

  const Host& host;
  uint64_t page_size;
  double clock_tick;
  double boot_time;
  UserNames users;
};

/// One process being read. Its folder is opened once and stays bound to that one process, even when the pid goes to
/// another; each file below is opened at most once, when an attribute first needs it.
class ProcessReader {
 public:
  ProcessReader(Snapshot& snapshot, int pid);

  const ProcessStat& Stat();

  Timestamp CreateTime();
  int Ppid() { return Stat().ppid; }
  std::string Name();
  std::string Exe();
  const std::vector<std::string>& Cmdline();
  ProcessStatus Status() { return ParseState(Stat().state); }
  std::string Username();
  ProcessCpuTimes CpuTimes();
  ProcessMemory MemoryInfo();
  int NumThreads() { return Stat().threads; }

  /// What the process's end, or its being a zombie, makes of a failure to read it.
  Failure Explain(Failure failure);
  /// The failure to find the process that was asked: its pid is another's now.
  Failure Reused() const;

 private:
  std::string Read(const char* file) { return ReadFile(folder_, file); }
  std::string PathOf(const char* file) const { return folder_.path + "/" + file; }

  Snapshot& snapshot_;
  int pid_;
  Folder folder_;
  std::optional<ProcessStat> stat_;
  std::optional<std::vector<std::string>> cmdline_;
};
