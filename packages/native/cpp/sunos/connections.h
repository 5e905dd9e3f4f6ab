#pragma once

#include <string>
#include <vector>

#include "../core/connections.h"
#include "../core/host.h"

namespace psutil {

/// Returns the sockets of a kind, such as `inet` or `tcp6`, each with the process that created it. SunOS lists no UNIX
/// domain sockets. Throws SystemError.
std::vector<Connection> ReadConnections(const Host& host, const std::string& kind);

}  // namespace psutil
