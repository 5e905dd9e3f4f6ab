#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/net.h"

namespace psutil {

/// The used offsets of struct ifmibdata and ifmediareq; layout.cc compares them with the headers of the system.
namespace interface_offset {
constexpr size_t kSize = 180, kName = 0, kNameSize = 16, kFlags = 20, kSendDrops = 32, kType = 52, kMtu = 60;
constexpr size_t kSpeed = 68, kPacketsIn = 76, kErrorsIn = 84, kPacketsOut = 92, kErrorsOut = 100, kBytesIn = 116;
constexpr size_t kBytesOut = 124, kDropsIn = 148;
}  // namespace interface_offset
namespace media_offset {
constexpr size_t kSize = 44, kNameSize = 16, kActive = 28;
}

/// An interface in the list of all interfaces. Its `counters.physical` and `stats.duplex` are not set.
struct Interface {
  NamedNetIoCounters counters;
  NicStats stats;
  bool is_physical = false;  // Ethernet and Wi-Fi
};

/// Parses the interfaces that sysctl(3) returns for IFMIB_IFALLDATA. Throws SystemError for a part of an interface.
std::vector<Interface> ParseInterfaces(std::string_view bytes);

/// Returns the bytes of a request for the media of an interface: struct ifmediareq.
std::string MediaRequestFor(const std::string& name);

/// Returns the duplex mode in the answer to the request.
NicDuplex ParseDuplex(std::string_view request);

}  // namespace psutil
