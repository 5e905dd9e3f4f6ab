#pragma once

#include "../core/limits.h"

namespace psutil {

/// Returns the pressure stall information of a host or, unless `cgroup` is empty, of a control group of version 2.
Pressure ReadPressure(const Host& host, const std::string& cgroup);

}  // namespace psutil
