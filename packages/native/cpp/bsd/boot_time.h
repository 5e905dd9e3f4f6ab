#pragma once

#include <cstdint>

namespace psutil {

/// Returns the boot time, in seconds since the epoch, as the clock has it now. Throws SystemError.
double ReadBootTime();

/// The same, in microseconds. Throws SystemError.
uint64_t ReadBootMicroseconds();

}  // namespace psutil
