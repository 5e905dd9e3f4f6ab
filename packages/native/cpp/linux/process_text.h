#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/process.h"

/// /proc/PID/stat, as far as it is used: proc_pid_stat(5). Times are in clock ticks.
struct ProcessStat {
  std::string comm;
  char state = 0;
  int ppid = 0;
  int threads = 0;
  uint64_t flags = 0;
  uint64_t utime = 0, stime = 0, cutime = 0, cstime = 0;
  uint64_t startTicks = 0;
  std::optional<uint64_t> blkioTicks;

  bool IsZombie() const { return state == 'Z'; }
  /// PF_KTHREAD of include/linux/sched.h: the kernel's own threads have no program, arguments or memory.
  bool IsKernelThread() const { return (flags & 0x00200000) != 0; }
};

ProcessStat ParseProcessStat(std::string_view text, const std::string& path);

/// /proc/PID/statm, in pages: proc_pid_statm(5).
ProcessMemory ParseStatm(std::string_view text, const std::string& path, uint64_t page);

/// The real uid in /proc/PID/status.
uint64_t ParseRealUid(std::string_view text, const std::string& path);

/// The arguments in /proc/PID/cmdline, which a program may have overwritten with a title of its own.
std::vector<std::string> ParseCmdline(std::string_view text);

/// What the letter of a state means.
ProcessStatus ParseState(char state);
