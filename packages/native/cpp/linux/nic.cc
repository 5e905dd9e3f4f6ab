#include "nic.h"

#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "../core/error.h"
#include "../posix/interface_addresses.h"
#include "../posix/parse.h"
#include "file.h"
#include "net.h"
#include "netlink.h"

namespace psutil {

namespace {

// The flags of netdevice(7), by the names that ifconfig(8) uses.
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

/// Opens a socket for ioctl requests about interfaces. Every kernel has UNIX sockets.
Fd OpenSocket() {
  Fd opened(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (opened.get() < 0) throw SystemError(errno, "socket");
  return opened;
}

/// Returns a link speed, in megabits per second; 0 for the -1 of 16 or 32 bits by which the kernel reports no speed.
uint64_t KnownSpeed(uint64_t speed) { return speed == UINT32_MAX || speed == UINT16_MAX ? 0 : speed; }

/// Returns an ioctl request about an interface.
ifreq RequestOf(const char* name) {
  ifreq request{};
  std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  return request;
}

/// Drivers fail with several codes, such as EOPNOTSUPP, EINVAL and EBUSY: speed and duplex are unknown then.
void ReadEthtool(const Fd& socket, const char* name, NicStats& stats) {
  ethtool_cmd command{};
  command.cmd = ETHTOOL_GSET;
  ifreq request = RequestOf(name);
  request.ifr_data = reinterpret_cast<char*>(&command);
  if (ioctl(socket.get(), SIOCETHTOOL, &request) != 0) return;
  stats.speed = KnownSpeed(ethtool_cmd_speed(&command));
  if (command.duplex == DUPLEX_FULL) stats.duplex = NicDuplex::kFull;
  if (command.duplex == DUPLEX_HALF) stats.duplex = NicDuplex::kHalf;
}

void SetFlags(NicStats& stats, unsigned flags) {
  stats.isup = (flags & IFF_RUNNING) != 0;
  auto& names = stats.flags.emplace();
  for (const auto& [flag, name] : kFlags) {
    if (flags & flag) names.push_back(name);
  }
}

void ReadLink(std::string_view message, std::vector<NamedNicStats>& nics) {
  const auto info = ReadAs<ifinfomsg>(message);
  NamedNicStats nic;
  SetFlags(nic.stats, info.ifi_flags);
  ForEachAttribute(message, sizeof info, [&](unsigned short type, std::string_view value) {
    if (type == IFLA_IFNAME) nic.name = value.substr(0, value.find('\0'));
    if (type == IFLA_MTU) nic.stats.mtu = ReadAs<uint32_t>(value);
  });
  if (nic.name.empty() || nic.name.size() >= IFNAMSIZ) throw SystemError(EBADMSG, "recvmsg");
  nics.push_back(std::move(nic));
}

/// Requests links without their counters, which the kernel would sum for nothing.
struct LinksWithoutStats {
  ifinfomsg link{};
  rtattr attribute{RTA_LENGTH(sizeof(uint32_t)), IFLA_EXT_MASK};
  uint32_t mask = RTEXT_FILTER_SKIP_STATS;
};

std::vector<NamedNicStats> DumpLinks() {
  const NetlinkDump<LinksWithoutStats> dump(RTM_GETLINK);
  return DumpNetlink<NamedNicStats>({NETLINK_ROUTE, "netlink:route", RTM_NEWLINK}, dump.header, ReadLink);
}

/// Requests the flags and the MTU of an interface: netdevice(7). Returns nothing if it was removed meanwhile.
std::optional<NamedNicStats> RequestLink(const Fd& socket, std::string name) {
  ifreq flags = RequestOf(name.c_str());
  ifreq mtu = flags;
  if (ioctl(socket.get(), SIOCGIFFLAGS, &flags) != 0 || ioctl(socket.get(), SIOCGIFMTU, &mtu) != 0) {
    if (errno == ENODEV) return std::nullopt;
    throw SystemError(errno, "ioctl", name);
  }
  NamedNicStats nic;
  nic.name = std::move(name);
  SetFlags(nic.stats, static_cast<unsigned short>(flags.ifr_flags));
  nic.stats.mtu = static_cast<uint64_t>(mtu.ifr_mtu);
  return nic;
}

/// Reads the names of all interfaces from /proc/net/dev and requests each, where netlink is refused.
std::vector<NamedNicStats> RequestLinks(const Host& host, const Fd& socket) {
  std::vector<NamedNicStats> nics;
  for (NamedNetIoCounters& each : ReadNetIo(host, false)) {
    if (auto nic = RequestLink(socket, std::move(each.name))) nics.push_back(std::move(*nic));
  }
  return nics;
}

std::vector<NamedNicStats> ReadLinks(const Host& host, const Fd& socket) try {
  return DumpLinks();
} catch (const SystemError&) {
  return RequestLinks(host, socket);
}

/// Reads all interfaces from rtnetlink(7), and the speed and duplex of each from its driver.
std::vector<NamedNicStats> ReadLocalStats(const Host& host) {
  const Fd socket = OpenSocket();
  std::vector<NamedNicStats> nics = ReadLinks(host, socket);
  for (NamedNicStats& nic : nics) ReadEthtool(socket, nic.name.c_str(), nic.stats);
  return nics;
}

/// Reads an interface of another host from sysfs.
NicStats ReadStats(const std::string& directory) {
  NicStats stats;
  unsigned flags =
      static_cast<unsigned>(ParseHexadecimal(ReadLineIfAny(directory + "/flags").value_or("")).value_or(0));
  // sysfs lacks IFF_RUNNING, which system calls derive from the operational state.
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
  if (host.IsLocal()) return ReadLocalStats(host);
  std::vector<NamedNicStats> nics;
  const std::string all = host.sys + "/class/net";
  ForEachEntry(all, [&](const char* name) {
    const std::string directory = all + "/" + name;
    // The bonding driver keeps the file bonding_masters among the interfaces.
    if (Exists(directory + "/flags")) nics.push_back({name, ReadStats(directory)});
  });
  return nics;
}

std::vector<NamedNicAddress> ReadNicAddresses(const Host& host) {
  // No pseudo file lists them: the addresses of another network namespace cannot be read.
  if (!host.IsLocal()) throw SystemError(ENOTSUP, "getifaddrs");
  return ReadInterfaceAddresses();
}

std::string HardwareAddress(const sockaddr* address) {
  if (address->sa_family != AF_PACKET) return "";
  sockaddr_ll link;
  std::memcpy(&link, address, sizeof link);
  // An InfiniBand address is longer than the declared field.
  return FormatHardwareAddress(reinterpret_cast<const unsigned char*>(address) + offsetof(sockaddr_ll, sll_addr),
                               link.sll_halen);
}

}  // namespace psutil
