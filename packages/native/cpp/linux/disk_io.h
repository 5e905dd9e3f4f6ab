#pragma once

#include "../core/disk.h"

namespace psutil {

/// Returns the I/O counters of each disk and partition since boot; with `physical`, which of them are whole disks that
/// are not stacked on others.
std::vector<NamedDiskIoCounters> ReadDiskIo(const Host& host, bool physical);

}  // namespace psutil
