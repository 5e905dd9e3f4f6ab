#pragma once

#include "../core/disk.h"

namespace psutil {

/// Returns the counters of all physical disks.
std::vector<NamedDiskIoCounters> ReadDiskIoCounters(const Host&, bool physical);

}  // namespace psutil
