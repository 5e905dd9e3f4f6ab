#pragma once

#include <string_view>

#include "../core/connections.h"

namespace psutil {

/// The used offsets of struct socket_fdinfo; layout.cc compares them with the headers of the system.
namespace socket_offset {
constexpr size_t kSize = 792, kType = 176, kFamily = 184, kKind = 256, kRemotePort = 264, kLocalPort = 268;
constexpr size_t kRemote = 296, kLocal = 312, kTcpState = 344, kUnixPath = 282, kUnixPathSize = 104;
}  // namespace socket_offset

/// Parses the socket_fdinfo of an open socket, without its descriptor and PID; nothing for a socket that is neither
/// IPv4, IPv6 nor UNIX. Throws SystemError.
std::optional<Connection> ParseSocket(std::string_view bytes);

}  // namespace psutil
