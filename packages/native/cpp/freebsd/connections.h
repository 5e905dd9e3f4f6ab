#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "../core/net.h"

namespace psutil {

/// Returns the sockets of all processes, and those without a process. Throws SystemError.
std::vector<Connection> ReadConnections(const Host& host, const std::string& kind, bool namespaces);

/// Returns the states of all TCP connections, by the address of their control block. Throws SystemError.
std::unordered_map<uint64_t, ConnectionStatus> ReadTcpStatuses();

}  // namespace psutil
