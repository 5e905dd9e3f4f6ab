#pragma once

#include <string>

#include "../core/host.h"

namespace psutil {

/// Returns the name of the error with which a file cannot be started as a program in a directory, such as "ENOENT", or
/// an empty string. `searchPath` has the format of PATH.
std::string ExecutableError(const Host& host, const std::string& file, const std::string& directory,
                            const std::string& searchPath);

}  // namespace psutil
