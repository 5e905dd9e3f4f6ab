#include "net_parser.h"

#include "../core/bytes.h"
#include "route_message_parser.h"

namespace psutil {

namespace {

constexpr unsigned kRtmIfinfo = 0x0e;

InterfaceRow ParseInterface(std::string_view message) {
  using namespace interface_offset;
  InterfaceRow interface;
  interface.counters.name = InterfaceName(message, kHeaderSize);
  interface.flags = ReadAt<uint32_t>(message, kFlags);
  interface.type = ReadAt<uint8_t>(message, kType);
  interface.link_state = ReadAt<uint8_t>(message, kLinkState);
  interface.mtu = ReadAt<uint32_t>(message, kMtu);
  interface.speed = ReadAt<uint64_t>(message, kSpeed);
  NetIoCounters& counters = interface.counters.counters;
  counters.bytesSent = ReadAt<uint64_t>(message, kBytesOut);
  counters.bytesRecv = ReadAt<uint64_t>(message, kBytesIn);
  counters.packetsSent = ReadAt<uint64_t>(message, kPacketsOut);
  counters.packetsRecv = ReadAt<uint64_t>(message, kPacketsIn);
  counters.errin = ReadAt<uint64_t>(message, kErrorsIn);
  counters.errout = ReadAt<uint64_t>(message, kErrorsOut);
  counters.dropin = ReadAt<uint64_t>(message, kDropsIn);
  counters.dropout = ReadAt<uint64_t>(message, kDropsOut);
  return interface;
}

}  // namespace

NicStats StatsOf(const InterfaceRow& interface) {
  constexpr uint64_t kMegabit = 1'000'000;
  constexpr uint8_t kLinkDown = 1;
  NicStats stats;
  const bool is_running = (interface.flags & kInterfaceUp) && (interface.flags & kInterfaceRunning);
  stats.isup = is_running && interface.link_state != kLinkDown;
  stats.flags.emplace();
  for (const auto& [flag, text] : kInterfaceFlags) {
    if (interface.flags & flag) stats.flags->push_back(text);
  }
  stats.speed = interface.speed / kMegabit;
  stats.mtu = interface.mtu;
  return stats;
}

std::vector<InterfaceRow> ParseInterfaces(std::string_view bytes) {
  std::vector<InterfaceRow> interfaces;
  ForEachRouteMessage(bytes, kRtmIfinfo, [&](std::string_view message) {
    InterfaceRow interface = ParseInterface(message);
    if (!interface.counters.name.empty()) interfaces.push_back(std::move(interface));
  });
  return interfaces;
}

}  // namespace psutil
