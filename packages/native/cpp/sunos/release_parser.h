#pragma once

#include <string_view>

#include "../core/system.h"

namespace psutil {

/// Parses /etc/release, whose first line names the system.
OsInfo ParseRelease(std::string_view text);

}  // namespace psutil
