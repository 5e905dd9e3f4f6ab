#pragma once

#include "../core/net.h"

namespace psutil {

/// Returns the addresses of the network interfaces.
std::vector<NamedNicAddress> ReadNicAddresses(const Host& host);

/// Returns the state of each network interface.
std::vector<NamedNicStats> ReadNicStats(const Host& host);

}  // namespace psutil
