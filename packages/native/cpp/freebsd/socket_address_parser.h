#pragma once

#include <optional>
#include <string_view>

#include "../core/connections.h"

namespace psutil {

/// Returns the family that has a number in the kernel; nothing for another than IPv4, IPv6 and UNIX.
std::optional<AddressFamily> FreebsdFamily(int number);

/// Parses a sockaddr_in or sockaddr_in6 without its zone; nothing for another. Throws SystemError.
std::optional<SocketAddress> ParseSocketAddress(std::string_view bytes);

/// Returns the path in a sockaddr_un; empty for a socket that has no name.
std::string ParseUnixPath(std::string_view bytes);

/// Returns the address of a socket that is bound to none.
SocketAddress AnyAddress(AddressFamily family);

}  // namespace psutil
