#include "net_parser.h"

#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

constexpr uint8_t kTypeEthernet = 6;  // IFT_ETHER of net/if_types.h

// IFF_ of net/if.h: the bit of each is its position.
constexpr const char* kInterfaceFlags[] = {
    "up",      "broadcast", "debug",   "loopback", "pointopoint", "notrailers", "running", "noarp",
    "promisc", "allmulti",  "oactive", "simplex",  "link0",       "link1",      "link2",   "multicast",
};
constexpr unsigned kRunningBit = 6;

NetIoCounters CountersOf(std::string_view bytes) {
  using namespace interface_offset;
  NetIoCounters counters;
  counters.bytesSent = ReadAt<uint64_t>(bytes, kBytesOut);
  counters.bytesRecv = ReadAt<uint64_t>(bytes, kBytesIn);
  counters.packetsSent = ReadAt<uint64_t>(bytes, kPacketsOut);
  counters.packetsRecv = ReadAt<uint64_t>(bytes, kPacketsIn);
  counters.errin = ReadAt<uint64_t>(bytes, kErrorsIn);
  counters.errout = ReadAt<uint64_t>(bytes, kErrorsOut);
  counters.dropin = ReadAt<uint64_t>(bytes, kDropsIn);
  counters.dropout = ReadAt<uint32_t>(bytes, kSendDrops);
  return counters;
}

NicStats StatsOf(std::string_view bytes) {
  using namespace interface_offset;
  constexpr uint64_t kMegabit = 1'000'000;
  const auto flags = ReadAt<uint32_t>(bytes, kFlags);
  NicStats stats;
  stats.isup = (flags >> kRunningBit & 1) != 0;
  stats.flags.emplace();
  for (size_t bit = 0; bit < std::size(kInterfaceFlags); ++bit) {
    if (flags >> bit & 1) stats.flags->push_back(kInterfaceFlags[bit]);
  }
  stats.speed = ReadAt<uint64_t>(bytes, kSpeed) / kMegabit;
  stats.mtu = ReadAt<uint32_t>(bytes, kMtu);
  return stats;
}

Interface ParseInterface(std::string_view bytes) {
  Interface interface;
  std::string& name = interface.counters.name;
  name = TextAt(bytes, interface_offset::kName, interface_offset::kNameSize);
  interface.counters.counters = CountersOf(bytes);
  interface.stats = StatsOf(bytes);
  // Bridges, tunnels and virtual interfaces have other names.
  interface.is_physical =
      ReadAt<uint8_t>(bytes, interface_offset::kType) == kTypeEthernet && name.compare(0, 2, "en") == 0;
  return interface;
}

}  // namespace

std::vector<Interface> ParseInterfaces(std::string_view bytes) {
  constexpr size_t kSize = interface_offset::kSize;
  if (bytes.size() % kSize != 0) throw SystemError(EBADMSG, "sysctl");
  std::vector<Interface> interfaces;
  for (; !bytes.empty(); bytes.remove_prefix(kSize)) {
    Interface interface = ParseInterface(bytes.substr(0, kSize));
    // An interface that is being removed has no name.
    if (!interface.counters.name.empty()) interfaces.push_back(std::move(interface));
  }
  return interfaces;
}

std::string MediaRequestFor(const std::string& name) {
  std::string request = name.substr(0, media_offset::kNameSize - 1);
  request.resize(media_offset::kSize);
  return request;
}

NicDuplex ParseDuplex(std::string_view request) {
  // IFM_FDX and IFM_HDX of net/if_media.h.
  constexpr uint32_t kFullDuplex = 0x10'0000, kHalfDuplex = 0x20'0000;
  const auto active = ReadAt<uint32_t>(request, media_offset::kActive);
  if (active & kFullDuplex) return NicDuplex::kFull;
  return active & kHalfDuplex ? NicDuplex::kHalf : NicDuplex::kUnknown;
}

}  // namespace psutil
