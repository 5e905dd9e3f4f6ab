#include "memory.h"

#include <sys/sysinfo.h>

#include <algorithm>
#include <cerrno>

#include "../posix/parse.h"
#include "kernel_units.h"
#include "persistent_file.h"

namespace psutil {

namespace {

/// The used fields of /proc/meminfo, in bytes: https://docs.kernel.org/filesystems/proc.html#meminfo
struct Meminfo {
  std::optional<uint64_t> total, free, available, buffers, cached, active, inactive, activeFile, inactiveFile, shared;
  std::optional<uint64_t> slab, reclaimable, swapTotal, swapFree;
};

constexpr std::pair<std::string_view, std::optional<uint64_t> Meminfo::*> kMeminfo[] = {
    {"MemTotal", &Meminfo::total},
    {"MemFree", &Meminfo::free},
    {"MemAvailable", &Meminfo::available},
    {"Buffers", &Meminfo::buffers},
    {"Cached", &Meminfo::cached},
    {"Active", &Meminfo::active},
    {"Inactive", &Meminfo::inactive},
    {"Active(file)", &Meminfo::activeFile},
    {"Inactive(file)", &Meminfo::inactiveFile},
    {"Shmem", &Meminfo::shared},
    {"MemShared", &Meminfo::shared},  // Linux 2.4
    {"Slab", &Meminfo::slab},
    {"SReclaimable", &Meminfo::reclaimable},
    {"SwapTotal", &Meminfo::swapTotal},
    {"SwapFree", &Meminfo::swapFree},
};

// No kernel has both names of `shared`.
constexpr size_t kMeminfoNames = std::size(kMeminfo) - 1;

bool HasTotal(const Meminfo& meminfo) { return meminfo.total.has_value(); }

/// A kernel without swap lists the total only.
bool HasSwap(const Meminfo& meminfo) { return (meminfo.swapTotal && meminfo.swapFree) || meminfo.total; }

/// Parses /proc/meminfo and checks that it has the fields that the caller needs.
Meminfo ParseMeminfo(std::string_view text, const std::string& path, bool (*is_complete)(const Meminfo&) = HasTotal) {
  Meminfo meminfo;
  size_t missing = kMeminfoNames;
  LineParser lines(text, path);
  for (std::string_view line; missing > 0 && lines.Next(line);) {
    const std::string_view key = SplitNext(line, ':');
    const auto known =
        std::find_if(std::begin(kMeminfo), std::end(kMeminfo), [&](auto& row) { return row.first == key; });
    if (known == std::end(kMeminfo)) continue;
    meminfo.*known->second = lines.Number(NextField(line), kKilobyte);
    --missing;
  }
  if (!is_complete(meminfo)) lines.Malformed();
  return meminfo;
}

/// Returns the sum of the low watermarks of all zones, in bytes: /proc/zoneinfo.
uint64_t ParseLowWatermarks(std::string_view text, const std::string& path, uint64_t page) {
  uint64_t bytes = 0;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    if (NextField(line) == "low") bytes += lines.Number(NextField(line), page);
  }
  return bytes;
}

/// Estimates MemAvailable for kernels before 3.14, as si_mem_available() of mm/show_mem.c does.
uint64_t EstimateAvailable(const Host& host, const Meminfo& meminfo) {
  const uint64_t free = meminfo.free.value_or(0);
  const std::string path = host.proc + "/zoneinfo";
  const auto zoneinfo = ReadFileIfAny(path);
  if (!zoneinfo || !meminfo.activeFile || !meminfo.inactiveFile) return free + meminfo.cached.value_or(0);
  const uint64_t low = ParseLowWatermarks(*zoneinfo, path, PageSize(host));
  const auto usable = [low](uint64_t cache) { return cache - std::min(cache / 2, low); };
  const uint64_t gained = usable(*meminfo.activeFile + *meminfo.inactiveFile) + usable(meminfo.reclaimable.value_or(0));
  return free + gained - std::min(low, free + gained);
}

uint64_t Available(const Host& host, const Meminfo& meminfo) {
  // Some kernels report 0 for unknown.
  const uint64_t reported = meminfo.available.value_or(0);
  const uint64_t available = reported > 0 ? reported : EstimateAvailable(host, meminfo);
  // A container that sees its own total may see the cache of its host: free memory is certain.
  if (available > *meminfo.total) return std::min(meminfo.free.value_or(0), *meminfo.total);
  return available;
}

PersistentFile meminfo_file("meminfo");
PersistentFile vmstat_file("vmstat");

Meminfo ReadMeminfo(const Host& host, bool (*is_complete)(const Meminfo&) = HasTotal) {
  return ParseMeminfo(meminfo_file.Read(host), meminfo_file.PathOn(host), is_complete);
}

VirtualMemory ReadVirtual(const Host& host) {
  const Meminfo meminfo = ReadMeminfo(host);
  VirtualMemory memory;
  memory.total = *meminfo.total;
  memory.available = Available(host, meminfo);
  memory.free = meminfo.free;
  memory.active = meminfo.active;
  memory.inactive = meminfo.inactive;
  memory.buffers = meminfo.buffers;
  if (meminfo.cached) memory.cached = *meminfo.cached + meminfo.reclaimable.value_or(0);
  memory.shared = meminfo.shared;
  memory.slab = meminfo.slab;
  return memory;
}

/// Reads the pages swapped in and out since boot; a counter is absent where the kernel does not have it.
void ParseVmstat(std::string_view text, const std::string& path, uint64_t page, SwapMemory& swap) {
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view key = NextField(line);
    if (key == "pswpin") swap.sin = lines.Number(NextField(line), page);
    if (key == "pswpout") swap.sout = lines.Number(NextField(line), page);
  }
}

SwapMemory ReadSwap(const Host& host) {
  const Meminfo meminfo = ReadMeminfo(host, HasSwap);
  SwapMemory swap;
  if (meminfo.swapTotal && meminfo.swapFree) {
    swap.total = *meminfo.swapTotal;
    swap.free = *meminfo.swapFree;
  } else if (host.IsLocal()) {
    struct sysinfo info;
    if (sysinfo(&info) != 0) throw SystemError(errno, "sysinfo");
    swap.total = static_cast<uint64_t>(info.totalswap) * info.mem_unit;
    swap.free = static_cast<uint64_t>(info.freeswap) * info.mem_unit;
  }
  swap.free = std::min(swap.free, swap.total);
  if (const auto vmstat = vmstat_file.ReadIfAny(host)) {
    ParseVmstat(*vmstat, vmstat_file.PathOn(host), PageSize(host), swap);
  }
  return swap;
}

}  // namespace

uint64_t ReadMemTotal(const Host& host) {
  const auto text = meminfo_file.ReadIfAny(host);
  return text ? *ParseMeminfo(*text, meminfo_file.PathOn(host)).total : UINT64_MAX;
}

void AddMemory(MemoryCollectors& collectors) {
  collectors.virtualMemory = ReadVirtual;
  collectors.swapMemory = ReadSwap;
}

}  // namespace psutil
