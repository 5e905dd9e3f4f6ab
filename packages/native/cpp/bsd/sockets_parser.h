#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "../core/connections.h"

namespace psutil {

/// Returns the state of a TCP connection, one of the TCPS_ constants of netinet/tcp_fsm.h.
ConnectionStatus TcpStatus(uint32_t state);

/// Returns the type of a socket, one of the SOCK_ constants of sys/socket.h.
SocketType BsdSocketType(int type);

/// Returns an IPv4 address of 4 bytes or an IPv6 address of 16 bytes as text.
std::string AddressText(std::string_view bytes);

/// Whether a socket is of a kind, such as `tcp4`.
bool IsSocketOfKind(const Connection& connection, std::string_view kind);

}  // namespace psutil
