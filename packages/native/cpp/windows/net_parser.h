#pragma once

#include <string>
#include <string_view>

#include "../core/net.h"

namespace psutil {

/// Parses the counters of MIB_IF_ROW2. Throws SystemError.
NetIoCounters ParseInterfaceCounters(std::string_view row);

/// Parses the state of MIB_IF_ROW2. Throws SystemError.
NicStats ParseInterfaceStats(std::string_view row);

/// Returns an IPv4 address with its netmask and broadcast address from its bytes and the length of its prefix, which is
/// 255 if it is unknown.
NicAddress Ipv4Address(const unsigned char* bytes, int prefix);

/// Returns an IPv6 address with its netmask from its bytes, the length of its prefix, which is 255 if it is unknown,
/// and the index of its zone: a link-local address ends with it, as in `fe80::1%4`.
NicAddress Ipv6Address(const unsigned char* bytes, int prefix, uint32_t zone);

/// Returns the text of a hardware address.
std::string HardwareAddressText(std::string_view bytes);

}  // namespace psutil
