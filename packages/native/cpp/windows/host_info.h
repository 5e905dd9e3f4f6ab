#pragma once

#include "../core/system.h"

namespace psutil {

HostInfo ReadHostInfo(const Host& host);

/// Returns the boot time in units of 100 ns since 1601. A change of the clock does not move it.
uint64_t ReadBootTime();

/// Returns an identifier of the boot.
std::string ReadBootId(const Host& host);

}  // namespace psutil
