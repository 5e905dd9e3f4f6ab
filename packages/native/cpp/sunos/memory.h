#pragma once

#include "../core/memory.h"

namespace psutil {

/// Fills in the memory collectors.
void AddMemory(MemoryCollectors& collectors);

}  // namespace psutil
