#include "proc_pid_parser.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "../core/error.h"
#include "../posix/parse.h"

namespace psutil {

namespace {

template <class Number>
struct Column {
  int number;  // as proc_pid_stat(5) counts them
  Number ProcessStat::* member;
};

constexpr Column<uint64_t> kCounts[] = {
    {9, &ProcessStat::flags},   {10, &ProcessStat::minorFaults}, {12, &ProcessStat::majorFaults},
    {14, &ProcessStat::utime},  {15, &ProcessStat::stime},       {16, &ProcessStat::cutime},
    {17, &ProcessStat::cstime}, {22, &ProcessStat::startTicks},
};
constexpr Column<int> kNumbers[] = {
    {4, &ProcessStat::ppid},  {5, &ProcessStat::group},    {6, &ProcessStat::session}, {7, &ProcessStat::terminal},
    {19, &ProcessStat::nice}, {20, &ProcessStat::threads}, {39, &ProcessStat::cpu},
};
constexpr int kState = 3;  // the first column after pid and comm
constexpr int kBlkio = 42;

// JavaScript represents integers exactly up to 2^53.
constexpr uint64_t kMostTicks = uint64_t{1} << 53;

struct State {
  char letter;
  ProcessStatus status;
};

// The letters of task_state_array in fs/proc/array.c, of all kernel versions.
constexpr State kStates[] = {
    {'R', ProcessStatus::kRunning}, {'S', ProcessStatus::kSleeping},    {'D', ProcessStatus::kDiskSleep},
    {'T', ProcessStatus::kStopped}, {'t', ProcessStatus::kTracingStop}, {'Z', ProcessStatus::kZombie},
    {'X', ProcessStatus::kDead},    {'x', ProcessStatus::kDead},        {'K', ProcessStatus::kWakeKill},
    {'W', ProcessStatus::kWaking},  {'I', ProcessStatus::kIdle},        {'P', ProcessStatus::kParked},
};

void ParseColumns(const LineParser& lines, std::string_view text, ProcessStat& stat) {
  std::array<std::string_view, kBlkio + 1> columns;
  for (size_t number = kState; number < columns.size(); ++number) columns[number] = NextField(text);
  if (columns[kState].size() != 1) lines.Malformed();
  stat.state = columns[kState][0];
  for (const auto& [number, member] : kCounts) stat.*member = lines.Number(columns[number]);
  for (const auto& [number, member] : kNumbers) stat.*member = lines.SignedInt(columns[number]);
  if (stat.ppid < 0 || stat.threads < 0 || stat.startTicks > kMostTicks) lines.Malformed();
  if (!columns[kBlkio].empty()) stat.blkioTicks = lines.Number(columns[kBlkio]);  // some kernels lack it
}

uint64_t CountBehind(std::string_view text, const std::string& path, std::string_view key) {
  LineParser lines(text, path);
  auto value = lines.Find(key);
  if (!value) lines.Malformed();
  return lines.Number(NextField(*value));
}

FileMode ModeOfFlags(uint64_t flags) {
  const bool append = (flags & O_APPEND) != 0;
  switch (flags & O_ACCMODE) {
    case O_WRONLY:
      return append ? FileMode::kAppend : FileMode::kWrite;
    case O_RDWR:
      return append ? FileMode::kReadAppend : FileMode::kReadWrite;
    default:
      return FileMode::kRead;
  }
}

/// Returns the length of the strings that fit into kMaxArguments.
size_t LengthWithinMax(std::string_view text) {
  size_t left = kMaxArguments;
  size_t length = 0;
  if (text.size() * (1 + sizeof(char*)) <= left) return text.size();  // each has at least its NUL
  while (length < text.size() && left > sizeof(char*)) {
    const size_t end = std::min(text.find('\0', length), text.size() - 1) + 1;
    const size_t size = std::min(end - length, left - sizeof(char*));
    left -= size + sizeof(char*);
    length += size;
  }
  return length;
}

/// Whether a text contains a space between other characters.
bool HasWords(std::string_view text) {
  const size_t space = text.rfind(' ');
  return space != std::string_view::npos && text.find_first_not_of(' ') < space;
}

/// Cuts a title to its text: a program may write it over its arguments, and NULs over the rest of their memory. Without
/// words, it differs from a program with empty arguments only by their number. A title that lacks a NUL, or has the one
/// of a single argument, consists of words.
void CutTitle(std::string& text, size_t nuls) {
  const size_t end = text.size() - nuls;
  const bool has_words = HasWords(std::string_view(text).substr(0, end));
  if (nuls > 2 || (nuls == 2 && has_words)) {
    text.resize(end);
  } else if (nuls == 0 || (nuls == 1 && has_words)) {
    text.resize(std::max<size_t>(text.find_last_not_of(' ', end - 1) + 1, 1));
    std::replace(text.begin(), text.end(), ' ', '\0');
  }
}

}  // namespace

ProcessStat ParseProcessStat(std::string_view text, const std::string& path) {
  LineParser lines(text, path);
  // comm may contain ')', spaces and newlines, so it ends at the last ')'.
  const size_t open = text.find('(');
  const size_t close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) lines.Malformed();
  ProcessStat stat;
  stat.comm = text.substr(open + 1, close - open - 1);
  ParseColumns(lines, text.substr(close + 1), stat);
  return stat;
}

ProcessMemoryEx ParseStatm(std::string_view text, const std::string& path, uint64_t page) {
  const LineParser lines(text, path);
  const auto next = [&] { return lines.Number(NextField(text), page); };
  ProcessMemoryEx memory;
  memory.vms = next();
  memory.rss = next();
  memory.shared = next();
  memory.text = next();
  memory.lib = next();
  memory.data = next();
  memory.dirty = next();
  return memory;
}

ProcessIds ParseIds(std::string_view text, const std::string& path, std::string_view key) {
  LineParser lines(text, path);
  auto value = lines.Find(key);
  if (!value) lines.Malformed();
  const auto next = [&] { return lines.Number(NextField(*value)); };
  ProcessIds ids;
  ids.real = next();
  ids.effective = next();
  ids.saved = next();
  return ids;
}

std::optional<ProcessMemory> ParseMemory(std::string_view text, const std::string& path) {
  ProcessMemory memory;
  memory.shared = memory.text = memory.data = 0;
  // In the order of task_mem() of fs/proc/task_mmu.c; statm has sums of some of them.
  const std::pair<std::string_view, uint64_t*> kParts[] = {
      {"VmSize", &memory.vms},   {"VmRSS", &memory.rss},   {"RssFile", &*memory.shared}, {"RssShmem", &*memory.shared},
      {"VmData", &*memory.data}, {"VmStk", &*memory.data}, {"VmExe", &*memory.text},
  };
  LineParser lines(text, path);
  for (const auto& [key, sum] : kParts) {
    auto value = lines.Find(key);
    if (!value) return std::nullopt;
    *sum += lines.Number(NextField(*value), kKilobyte);
  }
  return memory;
}

ContextSwitches ParseContextSwitches(std::string_view text, const std::string& path) {
  const auto count = [&](std::string_view key) {
    LineParser lines(text, path);
    auto value = lines.Find(key);
    if (!value) throw SystemError(ENOTSUP, "numCtxSwitches", path);  // a kernel without these counters
    return lines.Number(NextField(*value));
  };
  return {count("voluntary_ctxt_switches"), count("nonvoluntary_ctxt_switches")};
}

std::optional<ProcessIoCounters> ParseIo(std::string_view text, const std::string& path) {
  if (text.find_first_not_of(" \n") == std::string_view::npos) return std::nullopt;
  const auto count = [&](std::string_view key) { return CountBehind(text, path, key); };
  ProcessIoCounters counters;
  counters.readCount = count("syscr");
  counters.writeCount = count("syscw");
  counters.readBytes = count("read_bytes");
  counters.writeBytes = count("write_bytes");
  counters.readChars = count("rchar");
  counters.writeChars = count("wchar");
  return counters;
}

std::vector<EnvironmentVariable> ParseEnviron(std::string_view text) {
  std::vector<EnvironmentVariable> variables;
  text = text.substr(0, LengthWithinMax(text));
  for (;;) {
    const size_t end = text.find('\0');
    // Two NULs end the block; text after the last NUL is a truncated variable.
    if (end == 0 || end == std::string_view::npos || variables.size() == kMaxVariables) return variables;
    std::string_view variable = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (variable.find('=') == 0 || variable.find('=') == std::string_view::npos) continue;
    const std::string_view name = SplitNext(variable, '=');
    variables.push_back({std::string(name), std::string(variable)});
  }
}

void ParseDescriptor(std::string_view text, const std::string& path, OpenFile& file) {
  file.position = CountBehind(text, path, "pos");
  LineParser lines(text, path);
  auto flags = lines.Find("flags");
  file.flags = flags ? ParseOctal(NextField(*flags)) : std::nullopt;
  if (!file.flags) lines.Malformed();
  file.mode = ModeOfFlags(*file.flags);
}

StringList ParseCmdline(std::string text) {
  if (text.empty()) return {};
  const size_t end = text.find_last_not_of('\0') + 1;
  const bool is_single = end > 0 && text.find('\0') >= end;
  if (is_single) CutTitle(text, text.size() - end);
  text.resize(LengthWithinMax(text));
  if (text.back() != '\0') text += '\0';
  return {std::move(text)};
}

ProcessStatus ParseState(char state) {
  const auto known =
      std::find_if(std::begin(kStates), std::end(kStates), [&](auto& row) { return row.letter == state; });
  return known == std::end(kStates) ? ProcessStatus::kDead : known->status;
}

}  // namespace psutil
