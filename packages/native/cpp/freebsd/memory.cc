#include "memory.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>
#include <unistd.h>

#include <array>

#include "../bsd/sysctl.h"
#include "memory_parser.h"

namespace psutil {

namespace {

uint64_t SystemPageSize() { return static_cast<uint64_t>(sysconf(_SC_PAGESIZE)); }

VirtualMemory ReadVirtualMemory(const Host&) {
  MemoryCounts counts;
  counts.total = ReadSysctlNumber("hw.physmem");
  counts.page_size = SystemPageSize();
  counts.active = ReadSysctlNumber("vm.stats.vm.v_active_count");
  counts.inactive = ReadSysctlNumber("vm.stats.vm.v_inactive_count");
  counts.wired = ReadSysctlNumber("vm.stats.vm.v_wire_count");
  counts.free = ReadSysctlNumber("vm.stats.vm.v_free_count");
  counts.shared = ParseSharedPages(ReadSysctl("vm.vmtotal"));
  counts.buffers = FindSysctlNumber("vfs.bufspace").value_or(0);
  counts.cache = FindSysctlNumber("kstat.zfs.misc.arcstats.size").value_or(0);
  counts.min_cache = FindSysctlNumber("kstat.zfs.misc.arcstats.c_min").value_or(0);
  return ToVirtualMemory(counts);
}

std::vector<SwapDevice> ReadSwapDevices() {
  std::array<int, 8> name{};
  size_t length = name.size();
  // Kernels without swapping do not have the name.
  if (sysctlnametomib("vm.swap_info", name.data(), &length) != 0) return {};
  std::vector<SwapDevice> devices;
  for (int index = 0;; ++index) {
    std::vector<int> of_device(name.begin(), name.begin() + length);
    of_device.push_back(index);
    try {
      devices.push_back(ParseSwapDevice(ReadSysctl(std::move(of_device))));
    } catch (const SystemError& error) {
      if (error.failure.code != ENOENT) throw;
      return devices;
    }
  }
}

SwapMemory ReadSwapMemory(const Host&) {
  const uint64_t page_size = SystemPageSize();
  SwapMemory swap;
  for (const SwapDevice& device : ReadSwapDevices()) {
    swap.total += device.size * page_size;
    swap.free += (device.size - std::min(device.used, device.size)) * page_size;
  }
  swap.sin = ReadSysctlNumber("vm.stats.vm.v_swappgsin") * page_size;
  swap.sout = ReadSysctlNumber("vm.stats.vm.v_swappgsout") * page_size;
  return swap;
}

}  // namespace

void AddMemory(MemoryCollectors& collectors) {
  collectors.virtualMemory = ReadVirtualMemory;
  collectors.swapMemory = ReadSwapMemory;
}

}  // namespace psutil
