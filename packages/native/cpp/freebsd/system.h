#pragma once

#include "../core/system.h"

namespace psutil {

void AddSystem(SystemCollectors& collectors);

}  // namespace psutil
