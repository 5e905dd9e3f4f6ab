#pragma once

#include <string>
#include <vector>

#include "../core/net.h"

namespace psutil {

/// Returns the sockets of one kind that are open in the processes that this user may read. Throws SystemError.
std::vector<Connection> ReadConnections(const Host& host, const std::string& kind, bool namespaces);

}  // namespace psutil
