#pragma once

namespace psutil {

/// Returns the boot time, in seconds since the epoch, as the clock has it now. Throws SystemError.
double ReadBootTime();

}  // namespace psutil
