#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/cpu.h"

namespace psutil {

/// Converts the four tick counters of each CPU that host_processor_info() returns. Throws SystemError.
CpuTimesTable ParseCpuTimes(std::string_view bytes);

/// Returns the range of the frequencies in the tables of voltage states of Apple silicon. The current frequency is not
/// known: it is the highest. Nothing without a table that is one of CPUs.
std::optional<CpuFreq> ParseVoltageStates(const std::vector<std::string>& tables);

}  // namespace psutil
