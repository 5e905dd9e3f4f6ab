#pragma once

#include "../core/system.h"

namespace psutil {

/// Fills in the system collectors.
void AddSystem(SystemCollectors& collectors);

}  // namespace psutil
