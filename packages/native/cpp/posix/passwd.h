#pragma once

#include <cstdint>
#include <string>

namespace psutil {

/// Returns the name of a user from the user database, which may have other sources than /etc/passwd: getpwuid_r(3).
/// Empty where the user ID has no name.
std::string FindUserName(uint64_t uid);

}  // namespace psutil
