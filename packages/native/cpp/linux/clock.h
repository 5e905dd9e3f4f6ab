#pragma once

namespace psutil {

/// When this machine booted, in seconds since the epoch and exact to `precision` seconds.
double LocalBootTime(double precision);

}  // namespace psutil
