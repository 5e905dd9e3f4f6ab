#pragma once

#include <string_view>
#include <vector>

#include "../core/net.h"

namespace psutil {

/// The used offsets of struct if_msghdr; layout.cc compares them with the headers of the system.
namespace interface_offset {
constexpr size_t kHeaderSize = 168, kFlags = 8, kType = 16, kLinkState = 20, kMtu = 24, kSpeed = 32, kPacketsIn = 40;
constexpr size_t kErrorsIn = 48, kPacketsOut = 56, kErrorsOut = 64, kBytesIn = 80, kBytesOut = 88;
constexpr size_t kDropsIn = 112, kDropsOut = 120;
}  // namespace interface_offset

/// The flags of an interface, and their names.
struct InterfaceFlag {
  uint32_t flag;
  const char* name;
};
constexpr uint32_t kInterfaceUp = 0x1, kInterfaceRunning = 0x40;
constexpr InterfaceFlag kInterfaceFlags[] = {
    {kInterfaceUp, "up"},  {0x2, "broadcast"},    {0x4, "debug"},
    {0x8, "loopback"},     {0x10, "pointopoint"}, {kInterfaceRunning, "running"},
    {0x80, "noarp"},       {0x100, "promisc"},    {0x200, "allmulti"},
    {0x400, "oactive"},    {0x800, "simplex"},    {0x1000, "link0"},
    {0x2000, "link1"},     {0x4000, "link2"},     {0x8000, "multicast"},
    {0x20000, "ppromisc"}, {0x40000, "monitor"},  {0x80000, "staticarp"},
};

/// An interface in the list of all interfaces.
struct InterfaceRow {
  NamedNetIoCounters counters;
  uint32_t flags = 0;      // IFF_UP and others of net/if.h
  uint8_t type = 0;        // IFT_ETHER or another of net/if_types.h
  uint8_t link_state = 0;  // 1 is down; 0 is unknown
  uint64_t mtu = 0;        // bytes
  uint64_t speed = 0;      // bits per second
};

/// Returns the state of an interface, without its duplex mode.
NicStats StatsOf(const InterfaceRow& interface);

/// Parses the interfaces that sysctl(3) returns for NET_RT_IFLIST. Throws SystemError.
std::vector<InterfaceRow> ParseInterfaces(std::string_view bytes);

}  // namespace psutil
