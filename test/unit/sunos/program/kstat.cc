#include "parser.h"
#include "sunos/kstat_parser.h"

namespace psutil {

namespace {

// Fixtures have texts at offsets from this address.
constexpr uint64_t kAddress = 0x10000;
constexpr uint64_t kPage = 4096;

template <auto convert>
std::string ToJson(std::string_view bytes) {
  return Json(convert(NamedStatistics(bytes, kAddress)));
}

CpuStats StatsOfTwo(const NamedStatistics& cpu) {
  CpuStats stats;
  AddCpuStats(cpu, stats);
  AddCpuStats(cpu, stats);
  return stats;
}

SwapMemory SwapOfTwo(const NamedStatistics& cpu) {
  SwapMemory swap;
  AddSwapCounters(cpu, kPage, swap);
  AddSwapCounters(cpu, kPage, swap);
  return swap;
}

std::vector<int64_t> Core(const NamedStatistics& info) {
  const auto [chip, core] = CoreOf(info);
  return {chip, core};
}

VirtualMemory Memory(const NamedStatistics& pages) { return VirtualMemoryOf(pages, kPage, 3 * kPage); }

CpuTimes Times(const NamedStatistics& cpu) { return CpuTimesOf(cpu); }

VirtualMemory CappedMemory(const NamedStatistics& cap) {
  VirtualMemory memory;
  memory.total = 1000;
  memory.available = 500;
  memory.free = 400;
  ApplyMemoryCap(cap, memory);
  return memory;
}

NicStats LinkState(const NamedStatistics& link) {
  NicStats stats;
  AddLinkState(link, stats);
  return stats;
}

const Parser kCap("memory-cap", ToJson<CappedMemory>);
const Parser kLink("link-state", ToJson<LinkState>);
const Parser kOnline("online", ToJson<IsOnline>);
const Parser kTimes("cpu-times", ToJson<Times>);
const Parser kStats("cpu-stats", ToJson<StatsOfTwo>);
const Parser kFreq("cpu-freq", ToJson<CpuFreqOf>);
const Parser kCore("core", ToJson<Core>);
const Parser kMemory("virtual-memory", ToJson<Memory>);
const Parser kSwap("swap", ToJson<SwapOfTwo>);
const Parser kNet("net-io", ToJson<NetIoOf>);
const Parser kDisk("disk-io", [](std::string_view bytes) { return Json(ParseDiskIo(bytes)); });

}  // namespace

}  // namespace psutil
