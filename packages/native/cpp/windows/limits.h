#pragma once

#include "../core/limits.h"

namespace psutil {

void AddLimits(LimitCollectors& collectors);

}  // namespace psutil
