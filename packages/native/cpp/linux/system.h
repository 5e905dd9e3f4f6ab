#pragma once

#include "../core/system.h"

namespace psutil {

/// Returns the time at which a host booted, in whole seconds since the epoch, as its kernel reports it.
double ReadBootTime(const Host& host);

void AddSystem(SystemCollectors& collectors);

}  // namespace psutil
