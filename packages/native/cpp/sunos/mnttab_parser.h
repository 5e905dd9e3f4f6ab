#pragma once

#include <string_view>
#include <vector>

#include "../core/disk.h"

namespace psutil {

/// Parses mnttab(5): the mounted filesystems, or those of them that hold files of a storage device.
std::vector<DiskPartition> ParseMnttab(std::string_view text, bool all);

}  // namespace psutil
