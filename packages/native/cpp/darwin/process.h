#pragma once

#include "../core/process.h"

namespace psutil {

/// Fills in the collectors that read processes, change them and wait for them.
void AddProcess(ProcessCollectors& collectors, ProcessWatches& watches);

}  // namespace psutil
