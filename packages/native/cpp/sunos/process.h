#pragma once

#include "../core/process.h"

namespace psutil {

/// Fills in the process collectors.
void AddProcess(ProcessCollectors& collectors);

}  // namespace psutil
