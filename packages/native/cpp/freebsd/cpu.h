#pragma once

#include "../core/cpu.h"

namespace psutil {

void AddCpu(CpuCollectors& collectors);

}  // namespace psutil
