#include "memory_parser.h"

#include "../core/bytes.h"

namespace psutil {

VirtualMemory ToVirtualMemory(const MemoryCounts& counts) {
  VirtualMemory memory;
  memory.total = counts.total;
  memory.active = counts.active * counts.page_size;
  memory.inactive = counts.inactive * counts.page_size;
  memory.wired = counts.wired * counts.page_size;
  memory.free = counts.free * counts.page_size;
  memory.buffers = counts.buffers;
  memory.shared = counts.shared * counts.page_size;
  const uint64_t evictable = counts.cache - std::min(counts.min_cache, counts.cache);
  memory.available = std::min(*memory.inactive + *memory.free + std::min(evictable, *memory.wired), counts.total);
  return memory;
}

uint64_t ParseSharedPages(std::string_view vmtotal) { return ReadAt<uint64_t>(vmtotal, kResidentSharedOffset); }

SwapDevice ParseSwapDevice(std::string_view xswdev) {
  using namespace swap_offset;
  if (ReadAt<uint32_t>(xswdev, 0) != kVersion) throw SystemError(EBADMSG, "sysctl", "vm.swap_info");
  SwapDevice device;
  device.size = static_cast<uint64_t>(std::max(ReadAt<int32_t>(xswdev, kBlocks), 0));
  device.used = static_cast<uint64_t>(std::max(ReadAt<int32_t>(xswdev, kUsed), 0));
  return device;
}

}  // namespace psutil
