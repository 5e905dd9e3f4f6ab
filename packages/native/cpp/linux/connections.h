#pragma once

#include "../core/connections.h"

namespace psutil {

/// Returns the sockets of a kind and the processes that have them open.
std::vector<Connection> ReadConnections(const Host& host, const std::string& kind, bool namespaces);

}  // namespace psutil
