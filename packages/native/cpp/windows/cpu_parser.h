#pragma once

#include <string_view>
#include <vector>

#include "../core/cpu.h"

// Parsers of what the system returns about CPUs. Times of Windows are in units of 100 ns.

namespace psutil {

/// Parses SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION, one structure for each CPU, and adds the CPUs. Their numbers
/// continue those that are there. Throws SystemError.
void AddProcessorTimes(std::string_view bytes, std::vector<PerCpuTimes>& cpus);

/// Returns the number of interrupts of the same structures. Throws SystemError.
uint64_t SumInterrupts(std::string_view bytes);

/// Parses the switches and calls of SYSTEM_PERFORMANCE_INFORMATION. Throws SystemError.
CpuStats ParsePerformance(std::string_view bytes);

/// Returns the number of cores in SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX. Throws SystemError.
int CountCores(std::string_view bytes);

/// Parses PROCESSOR_POWER_INFORMATION, one structure for each CPU; that of a CPU of another processor group is empty.
std::vector<CpuFreq> ParseFrequencies(std::string_view bytes);

}  // namespace psutil
