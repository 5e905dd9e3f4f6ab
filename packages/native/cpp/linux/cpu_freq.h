#pragma once

#include "../core/cpu.h"

namespace psutil {

/// Returns the frequency of each online CPU whose frequency is known, ordered by CPU number.
std::vector<CpuFreq> ReadFrequencies(const Host& host);

}  // namespace psutil
