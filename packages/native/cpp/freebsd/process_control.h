#pragma once

#include "../core/process.h"

namespace psutil {

/// Fills in the collectors that change processes and wait for them.
void AddControl(ProcessCollectors& collectors, ProcessWatches& watches);

}  // namespace psutil
