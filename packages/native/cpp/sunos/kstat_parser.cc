#include "kstat_parser.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "../core/bytes.h"
#include "../posix/parse.h"

namespace psutil {

namespace {

/// kstat_named_t.
struct NamedValue {
  char name[31];
  uint8_t type;
  unsigned char value[16];
};
static_assert(sizeof(NamedValue) == 48 && offsetof(NamedValue, type) == 31 && offsetof(NamedValue, value) == 32);

constexpr size_t kValue = offsetof(NamedValue, value);
constexpr size_t kTextLength = 40;

/// KSTAT_DATA_… of sys/kstat.h.
enum class ValueType : uint8_t { kCharacters = 0, kInt32 = 1, kUint32 = 2, kInt64 = 3, kUint64 = 4, kText = 9 };

/// kstat_io_t.
struct IoStatistics {
  uint64_t read_bytes;
  uint64_t written_bytes;
  uint32_t reads;
  uint32_t writes;
  int64_t wait_time;
  int64_t wait_length_time;
  int64_t wait_update;
  int64_t run_time;
  int64_t run_length_time;
  int64_t run_update;
  uint32_t waiting;
  uint32_t running;
};
static_assert(sizeof(IoStatistics) == 80);
static_assert(offsetof(IoStatistics, wait_time) == 24 && offsetof(IoStatistics, run_time) == 48);
static_assert(offsetof(IoStatistics, waiting) == 72);

constexpr double kNanosecondsPerSecond = 1e9;
constexpr uint64_t kNanosecondsPerMillisecond = 1000000;
constexpr double kHertzPerMegahertz = 1e6;

double SecondsIn(const NamedStatistics& cpu, const char* name) {
  return static_cast<double>(cpu.Get(name)) / kNanosecondsPerSecond;
}

/// Returns the numbers in a text such as `800000000:1600000000`.
std::vector<double> NumbersIn(std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    if (const auto number = ParseNumber(SplitNext(text, ':'))) numbers.push_back(static_cast<double>(*number));
  }
  return numbers;
}

}  // namespace

std::optional<size_t> NamedStatistics::PositionOf(std::string_view name) const {
  for (size_t at = 0; at + sizeof(NamedValue) <= bytes_.size(); at += sizeof(NamedValue)) {
    if (TextAt(bytes_, at, sizeof(NamedValue::name)) == name) return at;
  }
  return std::nullopt;
}

std::optional<uint64_t> NamedStatistics::Find(std::string_view name) const {
  const auto at = PositionOf(name);
  if (!at) return std::nullopt;
  switch (static_cast<ValueType>(ReadAt<NamedValue>(bytes_, *at).type)) {
    case ValueType::kInt32:
      return static_cast<uint64_t>(int64_t{ReadAt<int32_t>(bytes_, *at + kValue)});
    case ValueType::kUint32:
      return ReadAt<uint32_t>(bytes_, *at + kValue);
    case ValueType::kInt64:
    case ValueType::kUint64:
      return ReadAt<uint64_t>(bytes_, *at + kValue);
    default:
      throw SystemError(EBADMSG, "kstat_read", std::string(name));
  }
}

std::string NamedStatistics::Text(std::string_view name) const {
  const auto at = PositionOf(name);
  if (!at) return "";
  const auto value = ReadAt<NamedValue>(bytes_, *at);
  if (static_cast<ValueType>(value.type) == ValueType::kCharacters) {
    return TextAt(bytes_, *at + kValue, sizeof value.value);
  }
  if (static_cast<ValueType>(value.type) != ValueType::kText) throw SystemError(EBADMSG, "kstat_read");
  const auto pointer = ReadAt<uint64_t>(bytes_, *at + kValue);
  const auto length = ReadAt<uint32_t>(bytes_, *at + kTextLength);
  if (pointer == 0 || length == 0) return "";
  const uint64_t offset = pointer - address_;
  if (offset > bytes_.size() || bytes_.size() - offset < length) throw SystemError(EBADMSG, "kstat_read");
  return TextAt(bytes_, offset, length);
}

CpuTimes CpuTimesOf(const NamedStatistics& cpu) {
  CpuTimes times;
  times.user = SecondsIn(cpu, "cpu_nsec_user");
  times.idle = SecondsIn(cpu, "cpu_nsec_idle");
  // The kernel adds the time in interrupts to that in kernel mode: get_cpu_mstate() of illumos. It updates the former
  // once a second.
  const double irq = SecondsIn(cpu, "cpu_nsec_intr");
  times.system = std::max(SecondsIn(cpu, "cpu_nsec_kernel") - irq, 0.0);
  times.irq = irq;
  return times;
}

void AddCpuStats(const NamedStatistics& cpu, CpuStats& stats) {
  // pswitch counts involuntary switches, too.
  stats.ctxSwitches += cpu.Get("pswitch");
  stats.interrupts += cpu.Get("intr");
  stats.syscalls = stats.syscalls.value_or(0) + cpu.Get("syscall");
}

CpuFreq CpuFreqOf(const NamedStatistics& info) {
  CpuFreq freq;
  const auto current = info.Find("current_clock_Hz");
  freq.current =
      current ? static_cast<double>(*current) / kHertzPerMegahertz : static_cast<double>(info.Get("clock_MHz"));
  const auto supported = NumbersIn(info.Text("supported_frequencies_Hz"));
  if (!supported.empty()) {
    const auto [min, max] = std::minmax_element(supported.begin(), supported.end());
    freq.min = *min / kHertzPerMegahertz;
    freq.max = *max / kHertzPerMegahertz;
  }
  return freq;
}

std::pair<int64_t, int64_t> CoreOf(const NamedStatistics& info) {
  return {static_cast<int64_t>(info.Get("chip_id")), static_cast<int64_t>(info.Get("core_id"))};
}

VirtualMemory VirtualMemoryOf(const NamedStatistics& pages, uint64_t page_size, uint64_t zfs_cache) {
  VirtualMemory memory;
  memory.total = pages.Get("physmem") * page_size;
  memory.free = std::min(pages.Get("pagesfree") * page_size, memory.total);
  memory.available = std::min(*memory.free + zfs_cache, memory.total);
  return memory;
}

bool IsOnline(const NamedStatistics& info) {
  const std::string state = info.Text("state");
  return state.empty() || state == "on-line" || state == "no-intr";
}

void ApplyMemoryCap(const NamedStatistics& cap, VirtualMemory& memory) {
  const uint64_t limit = cap.Get("physcap");
  // No limit is 0, or more than the machine has.
  if (limit == 0 || limit >= memory.total) return;
  memory.total = limit;
  memory.available = std::min(memory.available, limit - std::min(cap.Get("rss"), limit));
  memory.free = std::min(*memory.free, memory.available);
}

void AddLinkState(const NamedStatistics& link, NicStats& stats) {
  constexpr uint64_t kBitsPerMegabit = 1000000;
  stats.speed = link.Get("ifspeed") / kBitsPerMegabit;
  const uint64_t duplex = link.Get("link_duplex");
  if (duplex == 1) stats.duplex = NicDuplex::kHalf;
  if (duplex == 2) stats.duplex = NicDuplex::kFull;
}

void AddSwapCounters(const NamedStatistics& cpu, uint64_t page_size, SwapMemory& swap) {
  swap.sin = swap.sin.value_or(0) + cpu.Get("pgswapin") * page_size;
  swap.sout = swap.sout.value_or(0) + cpu.Get("pgswapout") * page_size;
}

DiskIoCounters ParseDiskIo(std::string_view bytes) {
  const auto io = ReadAt<IoStatistics>(bytes, 0);
  DiskIoCounters counters;
  counters.readCount = io.reads;
  counters.writeCount = io.writes;
  counters.readBytes = io.read_bytes;
  counters.writeBytes = io.written_bytes;
  // The time with a request on the device. There is no time of reads and writes: wait_time is that of the queue.
  counters.busyTime = static_cast<uint64_t>(std::max<int64_t>(io.run_time, 0)) / kNanosecondsPerMillisecond;
  return counters;
}

NetIoCounters NetIoOf(const NamedStatistics& link) {
  NetIoCounters counters;
  counters.bytesSent = link.Get("obytes64");
  counters.bytesRecv = link.Get("rbytes64");
  counters.packetsSent = link.Get("opackets64");
  counters.packetsRecv = link.Get("ipackets64");
  counters.errin = link.Get("ierrors");
  counters.errout = link.Get("oerrors");
  counters.dropin = link.Get("norcvbuf");
  counters.dropout = link.Get("noxmtbuf");
  return counters;
}

}  // namespace psutil
