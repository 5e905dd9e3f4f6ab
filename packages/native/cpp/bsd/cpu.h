#pragma once

#include <vector>

#include "../core/cpu.h"

namespace psutil {

/// Returns a number of CPUs by its name in sysctl(3); null where the system does not have it. Throws SystemError.
Nullable<int> FindCpuCount(const char* name);

/// Returns the load averages over the last 1, 5 and 15 minutes: getloadavg(3). Throws SystemError.
std::vector<double> ReadLoadAverage(const Host&);

}  // namespace psutil
