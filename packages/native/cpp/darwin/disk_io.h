#pragma once

#include "../core/disk.h"

namespace psutil {

/// Returns the I/O counters of each disk, from the registry of devices. Throws SystemError.
std::vector<NamedDiskIoCounters> ReadDiskIoCounters(const Host& host, bool physical);

}  // namespace psutil
