#pragma once

#include "../core/process.h"

namespace psutil {

void AddControl(ProcessCollectors& collectors, ProcessWatches& watches);

}  // namespace psutil
