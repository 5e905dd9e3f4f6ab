#pragma once

#include "../core/disk.h"

namespace psutil {

/// Fills in the disk collectors.
void AddDisk(DiskCollectors& collectors);

}  // namespace psutil
