#pragma once

#include "../core/disk.h"

namespace psutil {

void AddDisk(DiskCollectors& collectors);

}  // namespace psutil
