#include "net_parser.h"

#include <array>
#include <cstdio>

#include "../core/bytes.h"
#include "connections_parser.h"

namespace psutil {

namespace {

// Offsets in MIB_IF_ROW2, computed from netioapi.h by a compiler.
constexpr size_t kMtu = 1124;
constexpr size_t kOperStatus = 1156;
constexpr size_t kAdminStatus = 1160;
constexpr size_t kTransmitSpeed = 1192;
constexpr size_t kCounters = 1208;

/// The counters of MIB_IF_ROW2.
struct Direction {
  uint64_t octets;
  uint64_t unicast;
  uint64_t other;
  uint64_t discards;
  uint64_t errors;
  uint64_t unknown;
  uint64_t unicast_octets;
  uint64_t multicast_octets;
  uint64_t broadcast_octets;
};
static_assert(sizeof(Direction) == 72);

constexpr uint32_t kUp = 1;

/// Returns the netmask of a prefix.
template <size_t size>
std::array<unsigned char, size> MaskOf(int prefix) {
  std::array<unsigned char, size> mask{};
  for (int bit = 0; bit < prefix; ++bit) mask[bit / 8] |= static_cast<unsigned char>(0x80 >> bit % 8);
  return mask;
}

}  // namespace

NetIoCounters ParseInterfaceCounters(std::string_view row) {
  const auto in = ReadAt<Direction>(row, kCounters);
  // Outgoing packets have no counter of unknown protocols, which is the sixth in front of the byte counts.
  const auto out = ReadAt<std::array<uint64_t, 5>>(row, kCounters + sizeof(Direction));
  NetIoCounters counters;
  counters.bytesRecv = in.octets;
  counters.packetsRecv = in.unicast + in.other;
  counters.dropin = in.discards;
  counters.errin = in.errors;
  counters.bytesSent = out[0];
  counters.packetsSent = out[1] + out[2];
  counters.dropout = out[3];
  counters.errout = out[4];
  return counters;
}

NicStats ParseInterfaceStats(std::string_view row) {
  constexpr uint64_t kUnknownSpeed = UINT64_MAX;
  constexpr uint64_t kMegabit = 1'000'000;
  NicStats stats;
  stats.isup = ReadAt<uint32_t>(row, kOperStatus) == kUp && ReadAt<uint32_t>(row, kAdminStatus) == kUp;
  const auto speed = ReadAt<uint64_t>(row, kTransmitSpeed);
  stats.speed = speed == kUnknownSpeed ? 0 : speed / kMegabit;
  stats.mtu = ReadAt<uint32_t>(row, kMtu);
  return stats;
}

NicAddress Ipv4Address(const unsigned char* bytes, int prefix) {
  constexpr int kBits = 32;
  NicAddress address;
  address.address = Ipv4Text(bytes);
  if (prefix > kBits) return address;
  const auto mask = MaskOf<4>(prefix);
  address.netmask = Ipv4Text(mask.data());
  // A network of one or two addresses has no broadcast address.
  if (prefix >= kBits - 1) return address;
  std::array<unsigned char, 4> broadcast{};
  for (size_t i = 0; i < broadcast.size(); ++i) broadcast[i] = static_cast<unsigned char>(bytes[i] | ~mask[i]);
  address.broadcast = Ipv4Text(broadcast.data());
  return address;
}

NicAddress Ipv6Address(const unsigned char* bytes, int prefix, uint32_t zone) {
  constexpr int kBits = 128;
  NicAddress address;
  address.family = AddressFamily::kInet6;
  address.address = Ipv6Text(bytes);
  // A link-local address is only meaningful together with its interface.
  const bool is_link_local = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
  if (is_link_local && zone != 0) address.address += "%" + std::to_string(zone);
  if (prefix <= kBits) address.netmask = Ipv6Text(MaskOf<16>(prefix).data());
  return address;
}

std::string HardwareAddressText(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    char digits[4];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(byte));
    text += (text.empty() ? "" : ":") + std::string(digits);
  }
  return text;
}

}  // namespace psutil
