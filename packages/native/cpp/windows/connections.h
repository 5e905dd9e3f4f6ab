#pragma once

#include <string>
#include <vector>

#include "../core/connections.h"

namespace psutil {

/// Returns the sockets of a kind, such as `inet` or `tcp6`. Windows lists no UNIX domain sockets. Throws SystemError.
std::vector<Connection> ReadConnections(const std::string& kind);

}  // namespace psutil
