#pragma once

#include <cstdint>
#include <string_view>

#include "../core/connections.h"

namespace psutil {

/// Returns the state of a TCP connection, one of the TCPS_ constants of netinet/tcp_fsm.h.
ConnectionStatus TcpStatus(uint32_t state);

/// Whether a socket is of a kind, such as `tcp4`.
bool IsSocketOfKind(const Connection& connection, std::string_view kind);

}  // namespace psutil
