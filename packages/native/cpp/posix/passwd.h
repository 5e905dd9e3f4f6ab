#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace psutil {

/// Returns the name of a user from the user database, which may have other sources than /etc/passwd: getpwuid_r(3).
/// Empty where the user ID has no name.
std::string FindUserName(uint64_t uid);

/// Parses /etc/passwd. Returns the first name of each user ID.
std::unordered_map<uint64_t, std::string> ParsePasswd(std::string_view text);

}  // namespace psutil
