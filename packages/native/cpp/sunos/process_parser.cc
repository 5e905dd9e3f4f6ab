#include "process_parser.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "../core/bytes.h"
#include "../posix/parse.h"

namespace psutil {

namespace {

constexpr double kNanosecondsOfSecond = 1e9;
constexpr uint64_t kKibibyte = 1024;
/// NZERO of limits.h.
constexpr int kNiceOffset = 20;
/// PR_MODEL_LP64 of sys/procfs.h.
constexpr char kLp64 = 2;
/// SZOMB of sys/proc.h.
constexpr char kZombieState = 3;

// MA_… of sys/procfs.h.
constexpr int32_t kExecutable = 1;
constexpr int32_t kWritable = 2;
constexpr int32_t kReadable = 4;
constexpr int32_t kShared = 8;
constexpr int32_t kIntimateSharedMemory = 0x80;
constexpr int32_t kSharedMemory = 0x200;

template <size_t size>
std::string TextOf(const char (&field)[size]) {
  return TextAt(std::string_view(field, size), 0, size);
}

bool Contains(uint64_t start, uint64_t size, uint64_t address) { return address >= start && address - start < size; }

/// Names a mapping of no file.
std::string NameOfAnonymous(const ProcMapping& mapping, const ProcStatus& status) {
  if (mapping.flags & (kIntimateSharedMemory | kSharedMemory)) {
    return "[shmid=" + std::to_string(mapping.shared_memory) + "]";
  }
  // The stack grows down, the heap up: the last page of one and the first of the other are mapped.
  const uint64_t last = mapping.address + mapping.size - 1;
  if (Contains(status.stack, status.stack_size, last)) return "[stack]";
  if (Contains(status.heap, status.heap_size, mapping.address)) return "[heap]";
  return "[anon]";
}

MappedRegion ToRegion(const ProcMapping& mapping, const ProcStatus& status) {
  MappedRegion region;
  region.path = TextOf(mapping.name);
  const bool is_heap_of_file = Contains(status.heap, status.heap_size, mapping.address) && status.heap_size > 0;
  if (region.path.empty() || (is_heap_of_file && region.path == "a.out")) {
    region.path = NameOfAnonymous(mapping, status);
  }
  const auto page = static_cast<uint64_t>(std::max(mapping.page_size, 0));
  region.rss = mapping.rss_pages * page;
  region.size = mapping.size;
  region.anonymous = mapping.anonymous_pages * page;
  region.locked = mapping.locked_pages * page;
  char range[40];
  std::snprintf(range, sizeof range, "%08llx-%08llx", static_cast<unsigned long long>(mapping.address),
                static_cast<unsigned long long>(mapping.address + mapping.size));
  region.addr = range;
  region.perms = {mapping.flags & kReadable ? 'r' : '-', mapping.flags & kWritable ? 'w' : '-',
                  mapping.flags & kExecutable ? 'x' : '-', mapping.flags & kShared ? 's' : 'p'};
  return region;
}

}  // namespace

double SecondsOf(const ProcTime& time) {
  return static_cast<double>(time.seconds) + static_cast<double>(time.nanoseconds) / kNanosecondsOfSecond;
}

double StartOf(const ProcUsage& usage) {
  // Microseconds of more seconds are not exact as a double.
  constexpr int64_t kMaxSeconds = (int64_t{1} << 53) / 1000000;
  const ProcTime& start = usage.create;
  const bool is_valid = start.seconds >= 0 && start.seconds < kMaxSeconds && start.nanoseconds >= 0;
  if (!is_valid || start.nanoseconds >= 1000000000) throw SystemError(EBADMSG, "StartOf");
  return static_cast<double>(start.seconds * 1000000 + start.nanoseconds / 1000);
}

bool IsZombie(const ProcInfo& info) { return info.lwps == 0 && info.lwp.state_letter == 'Z'; }

bool IsKernelProcess(const ProcInfo& info) { return !IsZombie(info) && info.argc == 0 && info.size_kib == 0; }

ProcessStatus StatusOf(const ProcInfo& info) {
  if (IsZombie(info)) return ProcessStatus::kZombie;
  // SSLEEP to SWAIT of sys/thread.h and sys/proc.h.
  switch (info.lwp.state) {
    case 1:
      return ProcessStatus::kSleeping;
    case 2:
    case 6:
      return ProcessStatus::kRunning;
    case kZombieState:
      return ProcessStatus::kZombie;
    case 4:
      return ProcessStatus::kStopped;
    case 5:
      return ProcessStatus::kIdle;
    case 7:
      return ProcessStatus::kWaiting;
    default:
      return ProcessStatus::kSleeping;
  }
}

int NiceOf(const ProcInfo& info) {
  // Real-time threads and those of the kernel have no nice value, and 0 instead of the stored one.
  const std::string scheduling_class = TextOf(info.lwp.class_name);
  const bool has_nice = scheduling_class != "RT" && scheduling_class != "SYS" && scheduling_class != "SDC";
  return has_nice ? info.lwp.nice - kNiceOffset : 0;
}

std::string NameOf(const ProcInfo& info) { return TextOf(info.name); }

StringList ArgumentsOf(const ProcInfo& info) {
  StringList list;
  const std::string text = TextOf(info.arguments);
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view argument = SplitNext(rest, ' ');
    if (!argument.empty()) list.text.append(argument).push_back('\0');
  }
  return list;
}

ProcessMemory MemoryOf(const ProcInfo& info) {
  ProcessMemory memory;
  memory.rss = info.rss_kib * kKibibyte;
  memory.vms = info.size_kib * kKibibyte;
  return memory;
}

ProcessCpuTimes CpuTimesOf(const ProcUsage& usage) {
  ProcessCpuTimes times;
  times.user = SecondsOf(usage.user);
  times.system = SecondsOf(usage.system) + SecondsOf(usage.trap);
  return times;
}

std::vector<ThreadTimes> ParseThreads(std::string_view bytes) {
  const auto header = ReadAt<ProcHeader>(bytes, 0);
  std::vector<ThreadTimes> threads;
  if (header.entry_size < sizeof(ProcUsage) || header.count < 0) throw SystemError(EBADMSG, "ParseThreads");
  const uint64_t held = (bytes.size() - sizeof header) / header.entry_size;
  if (static_cast<uint64_t>(header.count) > held) throw SystemError(EBADMSG, "ParseThreads");
  for (uint64_t i = 0; i < static_cast<uint64_t>(header.count); ++i) {
    const auto usage = ReadAt<ProcUsage>(bytes, sizeof header + i * header.entry_size);
    // The first entry, with ID 0, is the sum of the threads that have ended.
    if (usage.lwp <= 0) continue;
    const ProcessCpuTimes times = CpuTimesOf(usage);
    threads.push_back({static_cast<uint64_t>(usage.lwp), times.user, times.system});
  }
  std::sort(threads.begin(), threads.end(), [](auto& one, auto& other) { return one.id < other.id; });
  return threads;
}

std::vector<MappedRegion> ParseMappings(std::string_view bytes, const ProcStatus& status) {
  if (bytes.size() % sizeof(ProcMapping) != 0) throw SystemError(EBADMSG, "ParseMappings");
  std::vector<MappedRegion> regions;
  for (size_t at = 0; at < bytes.size(); at += sizeof(ProcMapping)) {
    regions.push_back(ToRegion(ReadAt<ProcMapping>(bytes, at), status));
  }
  return regions;
}

std::vector<uint64_t> ParsePointers(std::string_view bytes, bool is_64_bit) {
  std::vector<uint64_t> pointers;
  const size_t size = is_64_bit ? sizeof(uint64_t) : sizeof(uint32_t);
  for (size_t at = 0; at + size <= bytes.size(); at += size) {
    const uint64_t pointer = is_64_bit ? ReadAt<uint64_t>(bytes, at) : ReadAt<uint32_t>(bytes, at);
    if (pointer == 0) break;
    pointers.push_back(pointer);
  }
  return pointers;
}

size_t PointerSize(const ProcInfo& info) { return info.data_model == kLp64 ? sizeof(uint64_t) : sizeof(uint32_t); }

}  // namespace psutil
