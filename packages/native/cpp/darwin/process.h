#pragma once

#include "../core/process.h"

namespace psutil {

/// Fills in the collectors that read processes.
void AddProcess(ProcessCollectors& collectors);

/// Fills in the collectors that change processes and wait for them.
void AddControl(ProcessCollectors& collectors, ProcessWatches& watches);

}  // namespace psutil
