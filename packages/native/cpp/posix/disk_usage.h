#pragma once

#include <string>

#include "../core/disk.h"

namespace psutil {

/// Returns the usage of the filesystem that a path is on: statvfs(3). Throws SystemError.
DiskUsage ReadDiskUsage(const std::string& path);

}  // namespace psutil
