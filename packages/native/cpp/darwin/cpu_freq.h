#pragma once

#include "../core/cpu.h"

namespace psutil {

/// Returns one frequency for all CPUs, or an empty list where it is unknown, as in virtual machines. Throws
/// SystemError.
std::vector<CpuFreq> ReadFrequencies(const Host& host);

}  // namespace psutil
