#include "memory.h"

#include "../bsd/sysctl.h"
#include "mach.h"
#include "memory_parser.h"

namespace psutil {

namespace {

// The page size of a program that runs under Rosetta is another one than that of the kernel.
uint64_t VmPageSize() { return ReadSysctlNumber("vm.pagesize"); }

VirtualMemory ReadVirtualMemory(const Host&) {
  return ParseVirtualMemory(ReadVmStatistics(), ReadSysctlNumber("hw.memsize"), VmPageSize());
}

SwapMemory ReadSwapMemory(const Host&) {
  return ParseSwapMemory(ReadSysctl("vm.swapusage"), ReadVmStatistics(), VmPageSize());
}

}  // namespace

void AddMemory(MemoryCollectors& collectors) {
  collectors.virtualMemory = ReadVirtualMemory;
  collectors.swapMemory = ReadSwapMemory;
}

}  // namespace psutil
