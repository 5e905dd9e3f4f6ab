#pragma once

#include <string_view>

#include "../core/memory.h"

namespace psutil {

/// Parses SYSTEM_PAGEFILE_INFORMATION, a list of page files whose sizes are in pages. Throws SystemError.
SwapMemory ParsePageFiles(std::string_view bytes, uint64_t page_size);

}  // namespace psutil
