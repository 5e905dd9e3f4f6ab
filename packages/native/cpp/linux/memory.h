#pragma once

#include "../core/memory.h"

namespace psutil {

/// Returns the size of RAM, in bytes; more than any limit where it is unknown.
uint64_t ReadMemTotal(const Host& host);

void AddMemory(MemoryCollectors& collectors);

}  // namespace psutil
