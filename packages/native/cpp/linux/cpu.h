#pragma once

#include "../core/cpu.h"

namespace psutil {

/// Returns the online CPUs that sysfs lists, ascending; nothing where it does not list them.
std::optional<std::vector<int>> ReadOnlineCpus(const Host& host);

void AddCpu(CpuCollectors& collectors);

}  // namespace psutil
