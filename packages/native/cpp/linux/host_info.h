#pragma once

#include "../core/system.h"

namespace psutil {

/// Returns the identity of a host: its name, operating system, kernel and kind of virtualization.
HostInfo ReadHostInfo(const Host& host);

}  // namespace psutil
