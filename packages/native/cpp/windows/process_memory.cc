#include <algorithm>

#include "windows_process.h"
// After windows.h, which they require.
#include <psapi.h>

#include "error.h"
#include "nt.h"
#include "working_set_parser.h"

namespace psutil {

namespace {

ProcessMemoryEx ToMemory(const TableProcess& row) {
  ProcessMemoryEx memory;
  memory.wset = row.wset;
  memory.peakWset = row.peak_wset;
  memory.numPageFaults = row.faults;
  memory.pagedPool = row.paged_pool;
  memory.peakPagedPool = row.peak_paged_pool;
  memory.nonpagedPool = row.nonpaged_pool;
  memory.peakNonpagedPool = row.peak_nonpaged_pool;
  memory.pagefile = row.pagefile;
  memory.peakPagefile = row.peak_pagefile;
  memory.privateBytes = row.private_bytes;
  return memory;
}

ProcessMemoryEx ReadMemoryCounters(HANDLE process) {
  PROCESS_MEMORY_COUNTERS_EX counters{};
  if (!GetProcessMemoryInfo(process, reinterpret_cast<PROCESS_MEMORY_COUNTERS*>(&counters), sizeof counters)) {
    ThrowWin32(GetLastError(), "GetProcessMemoryInfo");
  }
  ProcessMemoryEx memory;
  memory.wset = counters.WorkingSetSize;
  memory.peakWset = counters.PeakWorkingSetSize;
  memory.numPageFaults = counters.PageFaultCount;
  memory.pagedPool = counters.QuotaPagedPoolUsage;
  memory.peakPagedPool = counters.QuotaPeakPagedPoolUsage;
  memory.nonpagedPool = counters.QuotaNonPagedPoolUsage;
  memory.peakNonpagedPool = counters.QuotaPeakNonPagedPoolUsage;
  memory.pagefile = counters.PagefileUsage;
  memory.peakPagefile = counters.PeakPagefileUsage;
  memory.privateBytes = counters.PrivateUsage;
  return memory;
}

uint64_t PageSize() {
  SYSTEM_INFO info{};
  GetSystemInfo(&info);
  return info.dwPageSize;
}

/// Returns the MEMORY_WORKING_SET_INFORMATION of a process.
std::string ReadWorkingSet(HANDLE process) {
  constexpr ULONG kMemoryWorkingSetInformation = 1;
  constexpr size_t kMost = size_t{256} << 20;
  for (size_t size = size_t{1} << 18;; size *= 2) {
    std::string bytes(size, '\0');
    const NTSTATUS status =
        NtQueryVirtualMemory(process, nullptr, kMemoryWorkingSetInformation, bytes.data(), bytes.size(), nullptr);
    if (status >= 0) return bytes;
    if (status != kInfoLengthMismatch || size >= kMost) ThrowStatus(status, "NtQueryVirtualMemory");
  }
}

}  // namespace

ProcessMemoryEx WindowsProcess::MemoryInfoEx() {
  ProcessMemoryEx memory = row_ ? ToMemory(*row_) : ReadMemoryCounters(Open(PROCESS_QUERY_LIMITED_INFORMATION));
  memory.rss = *memory.wset;
  memory.vms = *memory.pagefile;
  memory.peakRss = memory.peakWset;
  memory.peakVms = memory.peakPagefile;
  return memory;
}

ProcessFullMemory WindowsProcess::MemoryFullInfo() {
  ProcessFullMemory memory;
  static_cast<ProcessMemory&>(memory) = MemoryInfo();
  memory.uss = CountUniquePages(ReadWorkingSet(Open(PROCESS_QUERY_INFORMATION))) * PageSize();
  return memory;
}

double WindowsProcess::MemoryPercent() {
  return Percent(static_cast<double>(MemoryInfo().rss), static_cast<double>(context_.TotalMemory()));
}

}  // namespace psutil
