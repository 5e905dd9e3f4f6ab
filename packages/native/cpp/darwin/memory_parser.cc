#include "memory_parser.h"

#include "../core/bytes.h"

namespace psutil {

VirtualMemory ParseVirtualMemory(std::string_view statistics, uint64_t total, uint64_t page_size) {
  const auto pages = [&](size_t offset) { return ReadAt<uint32_t>(statistics, offset) * page_size; };
  VirtualMemory memory;
  memory.total = total;
  memory.active = pages(vm_offset::kActive);
  memory.inactive = pages(vm_offset::kInactive);
  memory.wired = pages(vm_offset::kWired);
  // Pages that were read ahead speculatively are counted as free, but hold data.
  const uint64_t free = pages(vm_offset::kFree);
  memory.free = free - std::min(pages(vm_offset::kSpeculative), free);
  memory.available = std::min(*memory.inactive + free, total);
  return memory;
}

SwapMemory ParseSwapMemory(std::string_view usage, std::string_view statistics, uint64_t page_size) {
  constexpr size_t kTotal = 0, kAvailable = 8;
  SwapMemory swap;
  swap.total = ReadAt<uint64_t>(usage, kTotal);
  swap.free = std::min(ReadAt<uint64_t>(usage, kAvailable), swap.total);
  // The counters pageins and pageouts also count the pages of files.
  swap.sin = ReadAt<uint64_t>(statistics, vm_offset::kSwapIns) * page_size;
  swap.sout = ReadAt<uint64_t>(statistics, vm_offset::kSwapOuts) * page_size;
  return swap;
}

}  // namespace psutil
