#pragma once

#include "../core/cpu.h"

namespace psutil {

void AddCpu(CpuCollectors& collectors);

/// Returns the number of logical CPUs, which are numbered from 0. Throws SystemError.
uint64_t CountLogicalCpus();

}  // namespace psutil
