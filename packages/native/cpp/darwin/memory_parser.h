#pragma once

#include <string_view>

#include "../core/memory.h"

namespace psutil {

/// The used offsets of struct vm_statistics64; layout.cc compares them with the headers of the system.
namespace vm_offset {
constexpr size_t kFree = 0, kActive = 4, kInactive = 8, kWired = 12, kSpeculative = 92, kSwapIns = 112, kSwapOuts = 120;
}

/// Converts vm_statistics64, in pages. Throws SystemError where the kernel returned fewer fields than are used.
VirtualMemory ParseVirtualMemory(std::string_view statistics, uint64_t total, uint64_t page_size);

/// Converts struct xsw_usage, and the counters of pages in vm_statistics64. Throws SystemError.
SwapMemory ParseSwapMemory(std::string_view usage, std::string_view statistics, uint64_t page_size);

}  // namespace psutil
