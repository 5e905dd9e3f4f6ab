#pragma once

#include <string_view>

#include "../core/system.h"

namespace psutil {

/// Parses os-release(5): lines of the form `KEY=value`, with quotes where needed.
OsInfo ParseOsRelease(std::string_view text);

}  // namespace psutil
