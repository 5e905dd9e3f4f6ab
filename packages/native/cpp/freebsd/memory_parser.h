#pragma once

#include <string_view>

#include "../core/memory.h"

namespace psutil {

/// Counts of pages, and sizes in bytes, from which memory statistics are calculated.
struct MemoryCounts {
  uint64_t total = 0;      // bytes
  uint64_t page_size = 0;  // bytes
  uint64_t active = 0, inactive = 0, wired = 0, free = 0, shared = 0;
  uint64_t buffers = 0;    // bytes
  uint64_t cache = 0;      // bytes of the cache of ZFS
  uint64_t min_cache = 0;  // bytes of it that are kept
};

/// Calculates memory statistics. The cache of ZFS is wired, but given back when memory is needed.
VirtualMemory ToVirtualMemory(const MemoryCounts& counts);

/// The used offsets of struct vmtotal and struct xswdev; layout.cc compares them with the headers of the system.
constexpr size_t kResidentSharedOffset = 48;
namespace swap_offset {
constexpr size_t kBlocks = 20, kUsed = 24;
constexpr uint32_t kVersion = 2;
}  // namespace swap_offset

/// Returns the pages of shared memory that are resident in `vm.vmtotal`. Throws SystemError.
uint64_t ParseSharedPages(std::string_view vmtotal);

/// A swap device, in pages.
struct SwapDevice {
  uint64_t size = 0;
  uint64_t used = 0;
};

/// Parses `vm.swap_info`. Throws SystemError, also for another version of the structure.
SwapDevice ParseSwapDevice(std::string_view xswdev);

}  // namespace psutil
