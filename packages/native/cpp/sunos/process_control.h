#pragma once

#include "../core/process.h"

namespace psutil {

/// Fills in the collectors that change a process, and the sources of its end.
void AddControl(ProcessCollectors& collectors, ProcessWatches& watches);

}  // namespace psutil
