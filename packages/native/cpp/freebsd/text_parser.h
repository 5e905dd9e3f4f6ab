#pragma once

#include <string_view>
#include <vector>

#include "../core/process_types.h"

namespace psutil {

/// Converts what sysctl(3) returns for KERN_PROC_ARGS: arguments that each end with a NUL, which a program may have
/// rewritten so that the last does not.
StringList ParseArguments(std::string_view bytes, size_t available);

/// Parses what sysctl(3) returns for KERN_PROC_ENV. Texts without `=` are left out.
std::vector<EnvironmentVariable> ParseEnvironment(std::string_view bytes);

/// Parses `dev.cpu.N.freq_levels`, such as `2400/35000 1200/9000`; empty for another text. MHz.
std::vector<double> ParseFrequencyLevels(std::string_view text);

}  // namespace psutil
