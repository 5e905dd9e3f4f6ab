#pragma once

#include <string_view>

#include "../core/cpu.h"

namespace psutil {

/// Converts `kern.cp_times`: five tick counters of each CPU. Throws SystemError for a part of a CPU.
CpuTimesTable ParseCpuTimes(std::string_view bytes, double ticks_per_second);

/// Returns the frequency of the statistics clock in `kern.clockrate`, which counts CPU times. Throws SystemError.
int StatisticsFrequency(std::string_view clockrate);

}  // namespace psutil
