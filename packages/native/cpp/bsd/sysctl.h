#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../core/bytes.h"

// Values of sysctl(3). Throw SystemError.

namespace psutil {

/// Returns the value of a numeric name. The buffer grows until the value fits.
std::string ReadSysctl(std::vector<int> name);

/// Returns the value of a numeric name that is a table of rows of different sizes. FreeBSD leaves out the rows that do
/// not fit, without an error: the buffer grows until it has room for another row of the longest size.
std::string ReadSysctlRows(std::vector<int> name, size_t longest);

/// Returns the value of a numeric name that has at most `size` bytes, by one call.
std::string ReadSysctl(std::vector<int> name, size_t size);

/// Returns the value of a name; nothing where the system does not have it.
std::optional<std::string> FindSysctl(const char* name);

/// Returns a text without its NUL; nothing where the system does not have the name.
std::optional<std::string> FindSysctlText(const char* name);

/// Returns a number of any size; nothing where the system does not have the name.
std::optional<uint64_t> FindSysctlNumber(const char* name);

/// The same, and throws where the system does not have the name.
std::string ReadSysctl(const char* name);
std::string ReadSysctlText(const char* name);
uint64_t ReadSysctlNumber(const char* name);

}  // namespace psutil
