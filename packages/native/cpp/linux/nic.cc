#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "../core/error.h"
#include "file.h"
#include "linux.h"
#include "netlink.h"
#include "parse.h"

namespace psutil {

namespace {

// Those of netdevice(7), by the names that ifconfig has for them.
constexpr std::pair<unsigned, const char*> kFlags[] = {
    {IFF_UP, "up"},
    {IFF_BROADCAST, "broadcast"},
    {IFF_DEBUG, "debug"},
    {IFF_LOOPBACK, "loopback"},
    {IFF_POINTOPOINT, "pointopoint"},
    {IFF_NOTRAILERS, "notrailers"},
    {IFF_RUNNING, "running"},
    {IFF_NOARP, "noarp"},
    {IFF_PROMISC, "promisc"},
    {IFF_ALLMULTI, "allmulti"},
    {IFF_MASTER, "master"},
    {IFF_SLAVE, "slave"},
    {IFF_MULTICAST, "multicast"},
    {IFF_PORTSEL, "portsel"},
    {IFF_AUTOMEDIA, "automedia"},
    {IFF_DYNAMIC, "dynamic"},
};

std::string HardwareAddress(const sockaddr* address) {
  sockaddr_ll link;
  std::memcpy(&link, address, sizeof link);
  // InfiniBand's are longer than the place that is declared for them.
  const auto* bytes = reinterpret_cast<const unsigned char*>(address) + offsetof(sockaddr_ll, sll_addr);
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (int i = 0; i < link.sll_halen; ++i) {
    if (i > 0) text += ':';
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  // Tunnels have the four bytes of an IPv4 address: what reads six must find six.
  if (link.sll_halen > 0) {
    for (int i = link.sll_halen; i < 6; ++i) text += ":00";
  }
  return text;
}

std::string Ipv6Address(const sockaddr* address, const char* nic) {
  sockaddr_in6 inet6;
  std::memcpy(&inet6, address, sizeof inet6);
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &inet6.sin6_addr, text.data(), text.size());
  // A link's own addresses mean something on that link only.
  const bool local = inet6.sin6_scope_id != 0 && IN6_IS_ADDR_LINKLOCAL(&inet6.sin6_addr);
  return local ? std::string(text.data()) + "%" + nic : text.data();
}

std::string Ipv4Address(const sockaddr* address) {
  sockaddr_in inet;
  std::memcpy(&inet, address, sizeof inet);
  std::array<char, INET_ADDRSTRLEN> text{};
  inet_ntop(AF_INET, &inet.sin_addr, text.data(), text.size());
  return text.data();
}

/// An address as text; nothing where there is none.
Nullable<std::string> Text(const sockaddr* address, const char* nic) {
  if (!address) return {};
  std::string text;
  if (address->sa_family == AF_INET) text = Ipv4Address(address);
  if (address->sa_family == AF_INET6) text = Ipv6Address(address, nic);
  if (address->sa_family == AF_PACKET) text = HardwareAddress(address);
  if (text.empty()) return {};
  return text;
}

AddressFamily FamilyOf(const sockaddr* address) {
  if (address->sa_family == AF_INET) return AddressFamily::kInet;
  if (address->sa_family == AF_INET6) return AddressFamily::kInet6;
  return AddressFamily::kLink;
}

/// A socket to ask of interfaces by. Those of UNIX are there in every kernel, and answer as well as any.
Fd OpenSocket() {
  Fd opened(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (opened.get() < 0) throw SystemError(errno, "socket");
  return opened;
}

/// The speed of a cable in megabits per second: the kernel says -1, in as many bits as it has, where it knows none.
uint64_t KnownSpeed(uint64_t speed) { return speed == UINT32_MAX || speed == UINT16_MAX ? 0 : speed; }

/// Drivers refuse this with several codes, such as EOPNOTSUPP, EINVAL and EBUSY: then nothing is known.
void AskEthtool(const Fd& socket, const char* name, NicStats& stats) {
  ethtool_cmd command{};
  command.cmd = ETHTOOL_GSET;
  ifreq request{};
  std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  request.ifr_data = reinterpret_cast<char*>(&command);
  if (ioctl(socket.get(), SIOCETHTOOL, &request) != 0) return;
  stats.speed = KnownSpeed(ethtool_cmd_speed(&command));
  if (command.duplex == DUPLEX_FULL) stats.duplex = NicDuplex::kFull;
  if (command.duplex == DUPLEX_HALF) stats.duplex = NicDuplex::kHalf;
}

void SetFlags(NicStats& stats, unsigned flags) {
  stats.isup = (flags & IFF_RUNNING) != 0;
  for (const auto& [flag, name] : kFlags) {
    if (flags & flag) stats.flags.push_back(name);
  }
}

NamedNicStats ReadLink(nlmsghdr* message) {
  ifinfomsg told;
  std::memcpy(&told, NLMSG_DATA(message), sizeof told);
  NamedNicStats nic;
  SetFlags(nic.stats, told.ifi_flags);
  ForEachAttribute(message, sizeof told, [&](rtattr* attribute) {
    if (attribute->rta_type == IFLA_IFNAME) nic.name = static_cast<const char*>(RTA_DATA(attribute));
    uint32_t mtu;
    if (attribute->rta_type != IFLA_MTU) return;
    std::memcpy(&mtu, RTA_DATA(attribute), sizeof mtu);
    nic.stats.mtu = mtu;
  });
  return nic;
}

/// A question for links without their counters, which the kernel would add up for nothing.
struct LinksWithoutStats {
  ifinfomsg link{};
  rtattr attribute{RTA_LENGTH(sizeof(uint32_t)), IFLA_EXT_MASK};
  uint32_t mask = RTEXT_FILTER_SKIP_STATS;
};

/// What rtnetlink(7) tells of every interface, and of each what only its driver knows.
std::vector<NamedNicStats> AskStats() {
  std::vector<NamedNicStats> nics;
  const NetlinkDump<LinksWithoutStats> question(RTM_GETLINK);
  AskNetlink({NETLINK_ROUTE, "netlink:route"}, question.header,
             [&](nlmsghdr* message) { nics.push_back(ReadLink(message)); });
  const Fd socket = OpenSocket();
  for (NamedNicStats& nic : nics) AskEthtool(socket, nic.name.c_str(), nic.stats);
  return nics;
}

/// What sysfs tells of an interface of another host.
NicStats ReadStats(const std::string& directory) {
  NicStats stats;
  unsigned flags =
      static_cast<unsigned>(ParseHexadecimal(ReadLineIfAny(directory + "/flags").value_or("")).value_or(0));
  // The kernel adds this flag where it is asked for them by a call.
  const std::string state = ReadLineIfAny(directory + "/operstate").value_or("");
  flags &= ~static_cast<unsigned>(IFF_RUNNING);
  if ((flags & IFF_UP) && (state == "up" || state == "unknown")) flags |= IFF_RUNNING;
  SetFlags(stats, flags);
  stats.mtu = ParseNumber(ReadLineIfAny(directory + "/mtu").value_or("")).value_or(0);
  stats.speed = KnownSpeed(ParseNumber(ReadLineIfAny(directory + "/speed").value_or("")).value_or(0));
  const std::string duplex = ReadLineIfAny(directory + "/duplex").value_or("");
  if (duplex == "full") stats.duplex = NicDuplex::kFull;
  if (duplex == "half") stats.duplex = NicDuplex::kHalf;
  return stats;
}

}  // namespace

std::vector<NamedNicStats> ReadNicStats(const Host& host) {
  if (host.IsLocal()) return AskStats();
  std::vector<NamedNicStats> nics;
  const std::string all = host.sys + "/class/net";
  ForEachEntry(all, [&](const char* name) {
    const std::string directory = all + "/" + name;
    // Bonding keeps a file of its own among the interfaces.
    if (Exists(directory + "/flags")) nics.push_back({name, ReadStats(directory)});
  });
  return nics;
}

std::vector<NamedNicAddress> ReadNicAddresses(const Host& host) {
  // No file has them: a program in another network namespace cannot know.
  if (!host.IsLocal()) throw SystemError(ENOTSUP, "getifaddrs");
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) throw SystemError(errno, "getifaddrs");
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> all(list, freeifaddrs);
  std::vector<NamedNicAddress> addresses;
  for (const ifaddrs* each = list; each; each = each->ifa_next) {
    const auto address = Text(each->ifa_addr, each->ifa_name);
    if (!address) continue;
    NamedNicAddress of;
    of.name = each->ifa_name;
    of.address.family = FamilyOf(each->ifa_addr);
    of.address.address = *address;
    of.address.netmask = Text(each->ifa_netmask, each->ifa_name);
    if (each->ifa_flags & IFF_BROADCAST) {
      of.address.broadcast = Text(each->ifa_broadaddr, each->ifa_name);
    } else if (each->ifa_flags & IFF_POINTOPOINT) {
      of.address.ptp = Text(each->ifa_dstaddr, each->ifa_name);
    }
    addresses.push_back(std::move(of));
  }
  const auto by_family = [](const auto& a, const auto& b) { return a.address.family < b.address.family; };
  std::stable_sort(addresses.begin(), addresses.end(), by_family);
  return addresses;
}

}  // namespace psutil
