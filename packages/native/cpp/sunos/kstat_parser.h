#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../core/cpu.h"
#include "../core/disk.h"
#include "../core/memory.h"
#include "../core/net.h"

namespace psutil {

/// The data of a kernel statistic of named values: an array of kstat_named_t of sys/kstat.h.
class NamedStatistics {
 public:
  /// `address` is that of the bytes in the program that read them: texts are pointers.
  NamedStatistics(std::string_view bytes, uint64_t address) : bytes_(bytes), address_(address) {}

  /// Returns a number by its name; nothing where the kernel does not have it. Throws SystemError.
  std::optional<uint64_t> Find(std::string_view name) const;

  /// Returns a number, or 0. Throws SystemError.
  uint64_t Get(std::string_view name) const { return Find(name).value_or(0); }

  /// Returns a text; empty where the kernel does not have it. Throws SystemError.
  std::string Text(std::string_view name) const;

 private:
  std::optional<size_t> PositionOf(std::string_view name) const;

  std::string_view bytes_;
  uint64_t address_;
};

/// Returns the times of a CPU from `cpu:N:sys`.
CpuTimes CpuTimesOf(const NamedStatistics& cpu);

/// Adds the counters of a CPU from `cpu:N:sys`.
void AddCpuStats(const NamedStatistics& cpu, CpuStats& stats);

/// Returns the frequency of a CPU from `cpu_info:N:…`.
CpuFreq CpuFreqOf(const NamedStatistics& info);

/// Returns the chip and the core of a CPU from `cpu_info:N:…`, which its hardware threads share.
std::pair<int64_t, int64_t> CoreOf(const NamedStatistics& info);

/// Returns the memory of the machine from `unix:0:system_pages` and the size of the ZFS cache, which the kernel shrinks
/// when memory is needed.
VirtualMemory VirtualMemoryOf(const NamedStatistics& pages, uint64_t page_size, uint64_t zfs_cache);

/// Whether a CPU runs threads, by `cpu_info:N:…`.
bool IsOnline(const NamedStatistics& info);

/// Bounds the memory by that which the zone of this program may use, from `memory_cap:ZONE:…`.
void ApplyMemoryCap(const NamedStatistics& cap, VirtualMemory& memory);

/// Sets the speed and the duplex mode of a network interface from `link:0:NAME`.
void AddLinkState(const NamedStatistics& link, NicStats& stats);

/// Adds the pages that a CPU swapped in and out, in bytes, from `cpu:N:vm`.
void AddSwapCounters(const NamedStatistics& cpu, uint64_t page_size, SwapMemory& swap);

/// Parses kstat_io_t. Throws SystemError.
DiskIoCounters ParseDiskIo(std::string_view bytes);

/// Returns the counters of a network interface from `link:0:NAME`.
NetIoCounters NetIoOf(const NamedStatistics& link);

}  // namespace psutil
