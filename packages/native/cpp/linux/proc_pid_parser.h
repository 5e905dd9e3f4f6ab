#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "../core/process.h"
#include "../posix/parse.h"

namespace psutil {

/// The used fields of /proc/PID/stat: proc_pid_stat(5). Times are in clock ticks.
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
  /// The parent has read the exit status: the process disappears in a moment.
  bool IsDead() const { return state == 'X' || state == 'x'; }
  /// PF_KTHREAD of include/linux/sched.h: kernel threads have no executable, arguments or memory.
  bool IsKernelThread() const { return (flags & 0x00200000) != 0; }
};

ProcessStat ParseProcessStat(std::string_view text, const std::string& path);

/// Parses /proc/PID/statm, in bytes: proc_pid_statm(5).
ProcessMemoryEx ParseStatm(std::string_view text, const std::string& path, uint64_t page);

/// Parses the "Uid" or "Gid" line of /proc/PID/status.
ProcessIds ParseIds(std::string_view text, const std::string& path, std::string_view key);

/// Parses the memory fields of /proc/PID/status; nothing where they are fewer than those of statm, as before Linux 4.5
/// and for processes without memory.
std::optional<ProcessMemory> ParseMemory(std::string_view text, const std::string& path);

ContextSwitches ParseContextSwitches(std::string_view text, const std::string& path);

/// Parses /proc/PID/io; nothing where the file is empty.
std::optional<ProcessIoCounters> ParseIo(std::string_view text, const std::string& path);

/// The size in bytes that the kernel accepts at most for the arguments and the environment of a new program, including
/// a pointer for each: bprm_stack_limits() of fs/exec.c. A program can make them longer later, with PR_SET_MM.
constexpr size_t kMaxArguments = size_t{6} << 20;

/// Far more variables than any program has; creating the properties of an object takes time for each.
constexpr size_t kMaxVariables = 32768;

/// Parses /proc/PID/environ, whose end a program may have overwritten. What exceeds kMaxArguments or kMaxVariables is
/// cut off.
std::vector<EnvironmentVariable> ParseEnviron(std::string_view text);

/// Parses the position and the flags of /proc/PID/fdinfo/FD.
void ParseDescriptor(std::string_view text, const std::string& path, OpenFile& file);

/// Parses /proc/PID/smaps in pieces of whole lines, and calls a function with each mapping.
class SmapsParser {
 public:
  SmapsParser(std::string path, std::function<void(const MappedRegion&)> visit)
      : path_(std::move(path)), visit_(std::move(visit)) {}

  void Parse(std::string_view lines);
  /// Ends the last mapping.
  void Finish();

 private:
  void SetAmount(std::string_view key, std::string_view value, const LineParser& lines);

  std::string path_;
  std::function<void(const MappedRegion&)> visit_;
  std::optional<MappedRegion> region_;
  int line_ = 0;
};

/// Adds lines of /proc/PID/smaps or smaps_rollup to the sums that statm lacks.
void AddFullMemory(std::string_view lines, const std::string& path, ProcessFullMemory& memory);

/// Parses /proc/PID/cmdline, which a program may have overwritten with a title. What exceeds kMaxArguments is cut off.
StringList ParseCmdline(std::string text);

/// Converts the state letter of stat.
ProcessStatus ParseState(char state);

}  // namespace psutil
