#pragma once

#include "../core/memory.h"

namespace psutil {

void AddMemory(MemoryCollectors& collectors);

}  // namespace psutil
