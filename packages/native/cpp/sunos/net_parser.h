#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace psutil {

/// Returns the names of the flags of a network interface, as ifconfig(8) shows them.
std::vector<std::string> NicFlagsOf(uint64_t flags);

/// Whether packets can be sent: the interface is configured up and has its resources.
bool IsNicUp(uint64_t flags);

}  // namespace psutil
