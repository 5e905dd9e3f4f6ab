#pragma once

#include <string_view>
#include <vector>

#include "../core/process_types.h"

namespace psutil {

/// The arguments and the environment with which a process was started.
struct ProcessArguments {
  StringList cmdline;
  std::vector<EnvironmentVariable> environment;
};

/// Parses what sysctl(3) returns for KERN_PROCARGS2: the number of arguments, the path of the executable, the arguments
/// and the environment. Bytes after the last NUL, of a text that was cut, are left out. Throws SystemError without a
/// number of arguments.
ProcessArguments ParseProcessArguments(std::string_view bytes);

}  // namespace psutil
