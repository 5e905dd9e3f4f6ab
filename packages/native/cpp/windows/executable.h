#pragma once

#include <string>

#include "../core/host.h"

namespace psutil {

/// Returns the name of the error with which Node.js cannot start a file as a program in a directory, such as "ENOENT".
/// `searchPath` has the format of PATH.
std::string ExecutableError(const Host& host, const std::string& file, const std::string& directory,
                            const std::string& searchPath);

}  // namespace psutil
