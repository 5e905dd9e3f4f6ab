#pragma once

#include <sys/socket.h>

#include <string>
#include <vector>

#include "../core/net.h"

namespace psutil {

/// Returns the hardware address in a socket address of the system's own kind, such as `00:11:22:33:44:55`; empty where
/// it holds none. Each system defines it.
std::string HardwareAddress(const sockaddr* address);

/// Returns the addresses of the network interfaces: getifaddrs(3). Throws SystemError.
std::vector<NamedNicAddress> ReadInterfaceAddresses();

/// Returns bytes in hexadecimal, separated by colons and padded with zeros to the six bytes that readers expect.
std::string FormatHardwareAddress(const unsigned char* bytes, int length);

}  // namespace psutil
