#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace psutil {

/// Lists the mounted filesystems without asking those of servers, which may not answer: getfsstat(2). Returns the bytes
/// of the struct statfs of each, which has a size. Throws SystemError.
std::vector<std::string> ReadMountTable(size_t size);

}  // namespace psutil
