#pragma once

namespace psutil {

/// Returns the boot time of this machine, in seconds since the epoch, exact to `precision` seconds.
double LocalBootTime(double precision);

}  // namespace psutil
