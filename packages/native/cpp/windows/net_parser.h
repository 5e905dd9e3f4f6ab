#pragma once

#include <string>
#include <string_view>

#include "../core/net.h"

namespace psutil {

/// Parses the counters of MIB_IF_ROW2. Throws SystemError.
NetIoCounters ParseInterfaceCounters(std::string_view row);

/// Parses the state of MIB_IF_ROW2. Throws SystemError.
NicStats ParseInterfaceStats(std::string_view row);

/// Returns an IPv4 address with its netmask and broadcast address from its bytes and the length of its prefix.
NicAddress Ipv4Address(const unsigned char* bytes, int prefix);

/// Returns the text of a hardware address.
std::string HardwareAddressText(std::string_view bytes);

}  // namespace psutil
