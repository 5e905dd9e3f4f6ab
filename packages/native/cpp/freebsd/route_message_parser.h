#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace psutil {

/// Calls `visit` with each message of one type in the list of interfaces that sysctl(3) returns for PF_ROUTE: route(4).
/// Throws SystemError where a message is longer than the rest of the list or has no length.
void ForEachRouteMessage(std::string_view bytes, unsigned type,
                         const std::function<void(std::string_view message)>& visit);

/// Returns the name of an interface in the sockaddr_dl that follows the header of a message; empty without one.
std::string InterfaceName(std::string_view message, size_t header_size);

}  // namespace psutil
