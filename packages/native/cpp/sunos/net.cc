#include "net.h"

#include <net/if.h>
#include <net/if_dl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/sockio.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <map>
#include <set>

#include "../core/error.h"
#include "../posix/fd.h"
#include "../posix/interface_addresses.h"
#include "connections.h"
#include "kstat.h"
#include "net_parser.h"

namespace psutil {

namespace {

static_assert(sizeof(lifreq) == 376 && offsetof(lifreq, lifr_lifru) == 40);

/// The statistics of this module are those of links, each once; the loopback has none of bytes.
constexpr char kLinks[] = "link";

/// Returns the default names of the links that are devices: the driver and its instance, which have statistics of their
/// own. Links that are built on others have drivers, too.
std::set<std::string> ReadDeviceNames(const Host& host) {
  const std::set<std::string> virtual_drivers = {"aggr", "bridge", "iptun", "overlay", "simnet", "vnic"};
  std::set<std::string> names;
  for (const char* const name : {"mac", "phys"}) {
    for (const Statistic& driver : ReadStatistics(host, {"", name, "net"})) {
      if (virtual_drivers.count(driver.module) == 0) names.insert(driver.module + std::to_string(driver.instance));
    }
  }
  return names;
}

std::vector<NamedNetIoCounters> ReadNetIo(const Host& host, bool physical) {
  const std::set<std::string> devices = physical ? ReadDeviceNames(host) : std::set<std::string>();
  std::vector<NamedNetIoCounters> nics;
  for (const Statistic& link : ReadStatistics(host, {kLinks, "", "net"})) {
    nics.push_back({link.name, devices.count(link.name) != 0, NetIoOf(link.Named())});
  }
  const bool has_device = std::any_of(nics.begin(), nics.end(), [](const auto& nic) { return nic.physical; });
  // The links of a zone are devices to it, and an administrator may have given other names to devices.
  for (NamedNetIoCounters& nic : nics) nic.physical = nic.physical || (physical && !has_device);
  return nics;
}

std::vector<Connection> ReadSockets(const Host& host, const std::string& kind, bool) {
  return ReadConnections(host, kind);
}

std::vector<NamedNicAddress> ReadNicAddresses(const Host& host) {
  RequireLocal(host, "getifaddrs");
  return ReadInterfaceAddresses();
}

/// Makes an ioctl request about an interface, which has an IPv4 part, an IPv6 part or both. Returns false if it is
/// gone.
bool RequestNic(unsigned long request, const std::string& name, lifreq& answer) {
  for (const int family : {AF_INET, AF_INET6}) {
    const Fd opened(socket(family, SOCK_DGRAM, 0));
    if (opened.get() < 0) throw SystemError(errno, "socket");
    answer = {};
    std::strncpy(answer.lifr_name, name.c_str(), sizeof answer.lifr_name - 1);
    if (ioctl(opened.get(), request, &answer) == 0) return true;
    if (errno != ENXIO) throw SystemError(errno, "ioctl", name);
  }
  return false;
}

std::vector<NamedNicStats> ReadNicStats(const Host& host) {
  std::map<std::string, NicStats> known;
  for (const NamedNicAddress& address : ReadNicAddresses(host)) known.emplace(address.name, NicStats());
  std::map<std::string, Statistic> links;
  for (Statistic& link : ReadStatistics(host, {kLinks, "", "net"})) links.emplace(link.name, link);
  std::vector<NamedNicStats> nics;
  for (auto& [name, stats] : known) {
    lifreq flags;
    lifreq mtu;
    if (!RequestNic(SIOCGLIFFLAGS, name, flags) || !RequestNic(SIOCGLIFMTU, name, mtu)) continue;
    stats.isup = IsNicUp(flags.lifr_flags);
    stats.flags = NicFlagsOf(flags.lifr_flags);
    stats.mtu = static_cast<uint64_t>(mtu.lifr_mtu);
    // An address beyond the first has a name such as `net0:1`.
    const auto link = links.find(name.substr(0, name.find(':')));
    if (link != links.end()) AddLinkState(link->second.Named(), stats);
    nics.push_back({name, std::move(stats)});
  }
  return nics;
}

}  // namespace

std::string HardwareAddress(const sockaddr* address) {
  if (address->sa_family != AF_LINK) return "";
  sockaddr_dl link;
  std::memcpy(&link, address, offsetof(sockaddr_dl, sdl_data));
  const auto* const data = reinterpret_cast<const unsigned char*>(address) + offsetof(sockaddr_dl, sdl_data);
  const int room = static_cast<int>(sizeof link.sdl_data) - link.sdl_nlen;
  return FormatHardwareAddress(data + link.sdl_nlen, std::max(0, std::min<int>(link.sdl_alen, room)));
}

void AddNet(NetCollectors& collectors) {
  collectors.netIoCounters = ReadNetIo;
  collectors.netConnections = ReadSockets;
  collectors.netIfAddrs = ReadNicAddresses;
  collectors.netIfStats = ReadNicStats;
}

}  // namespace psutil
