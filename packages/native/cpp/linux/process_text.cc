#include "process_text.h"

#include <algorithm>

#include "text.h"

namespace {

struct Column {
  int number;  // as proc_pid_stat(5) counts them
  uint64_t ProcessStat::* member;
};

constexpr Column kColumns[] = {
    {9, &ProcessStat::flags},   {14, &ProcessStat::utime},  {15, &ProcessStat::stime},
    {16, &ProcessStat::cutime}, {17, &ProcessStat::cstime}, {22, &ProcessStat::startTicks},
};
constexpr int kFirstColumn = 3;  // what follows pid and comm
constexpr int kParentColumn = 4;
constexpr int kThreadsColumn = 20;
constexpr int kBlkioColumn = 42;

struct State {
  char letter;
  ProcessStatus status;
};

// The letters of task_state_array in fs/proc/array.c, of all ages.
constexpr State kStates[] = {
    {'R', ProcessStatus::kRunning}, {'S', ProcessStatus::kSleeping},    {'D', ProcessStatus::kDiskSleep},
    {'T', ProcessStatus::kStopped}, {'t', ProcessStatus::kTracingStop}, {'Z', ProcessStatus::kZombie},
    {'X', ProcessStatus::kDead},    {'x', ProcessStatus::kDead},        {'K', ProcessStatus::kWakeKill},
    {'W', ProcessStatus::kWaking},  {'I', ProcessStatus::kIdle},        {'P', ProcessStatus::kParked},
};

void ParseColumns(const Lines& lines, std::string_view columns, ProcessStat& stat) {
  const Column* next = std::begin(kColumns);
  for (int number = kFirstColumn; number <= kBlkioColumn; ++number) {
    const std::string_view field = NextField(columns);
    if (number == kFirstColumn && field.size() == 1) stat.state = field[0];
    if (number == kParentColumn) stat.ppid = lines.Int(field);
    if (number == kThreadsColumn) stat.threads = lines.Int(field);
    // Some kernels lack the last columns.
    if (number == kBlkioColumn && !field.empty()) stat.blkioTicks = lines.Number(field);
    if (next != std::end(kColumns) && next->number == number) stat.*(next++)->member = lines.Number(field);
  }
  if (stat.state == 0) lines.Malformed();
}

}  // namespace

ProcessStat ParseProcessStat(std::string_view text, const std::string& path) {
  Lines lines(text, path);
  // comm may itself hold ')', spaces and newlines, so it ends at the last ')'.
  const size_t open = text.find('(');
  const size_t close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) lines.Malformed();
  ProcessStat stat;
  stat.comm = text.substr(open + 1, close - open - 1);
  ParseColumns(lines, text.substr(close + 1), stat);
  return stat;
}

ProcessMemory ParseStatm(std::string_view text, const std::string& path, uint64_t page) {
  const Lines lines(text, path);
  const auto next = [&] { return lines.Number(NextField(text), page); };
  ProcessMemory memory;
  memory.vms = next();
  memory.rss = next();
  memory.shared = next();
  memory.text = next();
  next();  // lib: 0 since Linux 2.6
  memory.data = next();
  return memory;
}

uint64_t ParseRealUid(std::string_view text, const std::string& path) {
  Lines lines(text, path);
  // A name may hold tabs, so that "Uid:" may stand inside of a line: only a whole key at a line's start counts.
  for (std::string_view line; lines.Next(line);) {
    if (NextPiece(line, ':') == "Uid") return lines.Number(NextField(line));
  }
  lines.Malformed();
}

std::vector<std::string> ParseCmdline(std::string_view text) {
  if (text.empty()) return {};
  // Arguments end in NUL. A title that a program wrote over them need not, or is one argument of several words.
  const bool ended = text.back() == '\0';
  if (ended) text.remove_suffix(1);
  const bool title = !ended || (text.find('\0') == std::string_view::npos && text.find(' ') != std::string_view::npos);
  const char separator = title ? ' ' : '\0';
  std::vector<std::string> arguments;
  for (;;) {
    const size_t end = text.find(separator);
    arguments.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return arguments;
    text.remove_prefix(end + 1);
  }
}

ProcessStatus ParseState(char state) {
  const auto known =
      std::find_if(std::begin(kStates), std::end(kStates), [&](auto& row) { return row.letter == state; });
  return known == std::end(kStates) ? ProcessStatus::kDead : known->status;
}
