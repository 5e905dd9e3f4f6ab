#pragma once

#include <string_view>
#include <vector>

#include "../core/connections.h"

// Parsers of the tables of GetExtendedTcpTable() and GetExtendedUdpTable() with owners. Throw SystemError.

namespace psutil {

std::vector<Connection> ParseTcp4(std::string_view table);
std::vector<Connection> ParseTcp6(std::string_view table);
std::vector<Connection> ParseUdp4(std::string_view table);
std::vector<Connection> ParseUdp6(std::string_view table);

/// Returns the text of an IPv4 address from its four bytes.
std::string Ipv4Text(const unsigned char* bytes);

/// Returns the text of an IPv6 address from its sixteen bytes, as recommended by RFC 5952.
std::string Ipv6Text(const unsigned char* bytes);

}  // namespace psutil
