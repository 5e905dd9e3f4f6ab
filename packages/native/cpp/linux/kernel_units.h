#pragma once

#include <cstdint>

#include "../core/host.h"

namespace psutil {

/// Returns the size of a memory page, in bytes: of this kernel unless the host overrides it.
uint64_t PageSize(const Host& host);

/// Returns the number of clock ticks per second: of this kernel unless the host overrides it.
double ClockTick(const Host& host);

}  // namespace psutil
