#include "memory.h"

#include <windows.h>
// After windows.h, which it requires.
#include <psapi.h>

#include "error.h"
#include "nt.h"
#include "swap_parser.h"

namespace psutil {

namespace {

/// GetPerformanceInfo(). Free memory is that of the free, zeroed and standby lists: it is all available.
VirtualMemory ReadVirtualMemory(const Host&) {
  PERFORMANCE_INFORMATION info{};
  if (!GetPerformanceInfo(&info, sizeof info)) ThrowWin32(GetLastError(), "GetPerformanceInfo");
  const auto bytes = [&](SIZE_T pages) { return uint64_t{pages} * info.PageSize; };
  VirtualMemory memory;
  memory.total = bytes(info.PhysicalTotal);
  memory.available = bytes(info.PhysicalAvailable);
  memory.free = memory.available;
  memory.cached = bytes(info.SystemCache);
  memory.wired = bytes(info.KernelNonpaged);
  return memory;
}

/// The page files. The commit charge is not swap: most of it is in physical memory.
SwapMemory ReadSwapMemory(const Host&) {
  constexpr int kPageFiles = 18;
  constexpr size_t kExpected = 1024;
  SYSTEM_INFO system{};
  GetSystemInfo(&system);
  return ParsePageFiles(QuerySystem(kPageFiles, kExpected), system.dwPageSize);
}

}  // namespace

void AddMemory(MemoryCollectors& collectors) {
  collectors.virtualMemory = ReadVirtualMemory;
  collectors.swapMemory = ReadSwapMemory;
}

}  // namespace psutil
