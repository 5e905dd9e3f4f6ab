#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/process.h"

namespace psutil {

/// /proc/PID/stat, as far as it is used: proc_pid_stat(5). Times are in clock ticks.
struct ProcessStat {
  std::string comm;
  char state = 0;
  int ppid = 0;
  int group = 0;
  int session = 0;
  int terminal = 0;
  int nice = 0;
  int threads = 0;
  int cpu = 0;
  uint64_t flags = 0;
  uint64_t minorFaults = 0, majorFaults = 0;
  uint64_t utime = 0, stime = 0, cutime = 0, cstime = 0;
  uint64_t startTicks = 0;
  std::optional<uint64_t> blkioTicks;

  bool IsZombie() const { return state == 'Z'; }
  /// Its parent has asked for its exit code: it will be gone in a moment.
  bool IsDead() const { return state == 'X' || state == 'x'; }
  /// PF_KTHREAD of include/linux/sched.h: the kernel's own threads have no program, arguments or memory.
  bool IsKernelThread() const { return (flags & 0x00200000) != 0; }
};

ProcessStat ParseProcessStat(std::string_view text, const std::string& path);

/// /proc/PID/statm, in bytes: proc_pid_statm(5).
ProcessMemoryEx ParseStatm(std::string_view text, const std::string& path, uint64_t page);

/// The numbers behind "Uid" or "Gid" in /proc/PID/status.
ProcessIds ParseIds(std::string_view text, const std::string& path, std::string_view key);

/// The memory in /proc/PID/status; nothing where it tells less than statm, as before Linux 4.5 and of what has none.
std::optional<ProcessMemory> ParseMemory(std::string_view text, const std::string& path);

ContextSwitches ParseContextSwitches(std::string_view text, const std::string& path);

/// /proc/PID/io; nothing where the kernel says nothing in it.
std::optional<ProcessIoCounters> ParseIo(std::string_view text, const std::string& path);

/// The variables in /proc/PID/environ, of which a program may have overwritten the end.
std::vector<EnvironmentVariable> ParseEnviron(std::string_view text);

/// The position and the flags in /proc/PID/fdinfo/FD.
void ParseDescriptor(std::string_view text, const std::string& path, OpenFile& file);

/// /proc/PID/smaps.
std::vector<MappedRegion> ParseMaps(std::string_view text, const std::string& path);

/// The sums of /proc/PID/smaps or smaps_rollup that statm has not.
void AddFullMemory(std::string_view text, const std::string& path, ProcessFullMemory& memory);

/// The arguments in /proc/PID/cmdline, which a program may have overwritten with a title of its own.
std::vector<std::string> ParseCmdline(std::string_view text);

/// What the letter of a state means.
ProcessStatus ParseState(char state);

}  // namespace psutil
