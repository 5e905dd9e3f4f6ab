#pragma once

#include "../core/process.h"

namespace psutil {

/// Fills in the collectors that read processes.
void AddProcess(ProcessCollectors& collectors);

}  // namespace psutil
