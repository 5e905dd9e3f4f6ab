#pragma once

#include "../core/cpu.h"

namespace psutil {

/// Fills in the CPU collectors.
void AddCpu(CpuCollectors& collectors);

}  // namespace psutil
