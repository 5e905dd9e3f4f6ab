#include "net.h"

#include <sys/types.h>
// After sys/types.h.
#include <net/if.h>
#include <net/if_media.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/sockio.h>
#include <sys/sysctl.h>

#include <algorithm>
#include <cstring>

#include "../bsd/sysctl.h"
#include "../posix/fd.h"
#include "../posix/interface_addresses.h"
#include "connections.h"
#include "net_parser.h"

namespace psutil {

namespace {

std::vector<InterfaceRow> ReadInterfaces() {
  return ParseInterfaces(ReadSysctl({CTL_NET, PF_ROUTE, 0, 0, NET_RT_IFLIST, 0}));
}

/// Whether a driver of a device made the interface; wlan(4) interfaces are made over such a device.
bool IsDevice(const std::string& name) {
  const size_t unit = name.find_last_not_of("0123456789") + 1;
  if (unit == 0 || unit == name.size()) return false;
  const std::string driver = name.substr(0, unit), number = name.substr(unit);
  return FindSysctl(("dev." + driver + "." + number + ".%driver").c_str()) ||
         FindSysctl(("net." + driver + "." + number + ".%parent").c_str());
}

std::vector<NamedNetIoCounters> ReadNetIo(const Host&, bool physical) {
  std::vector<NamedNetIoCounters> nics;
  for (InterfaceRow& each : ReadInterfaces()) {
    each.counters.physical = physical && IsDevice(each.counters.name);
    nics.push_back(std::move(each.counters));
  }
  return nics;
}

/// Returns the duplex mode; most interfaces have no media.
NicDuplex DuplexOf(const Fd& socket, const std::string& name) {
  ifmediareq media{};
  std::memcpy(media.ifm_name, name.data(), std::min<size_t>(name.size(), IFNAMSIZ - 1));
  if (ioctl(socket.get(), SIOCGIFMEDIA, &media) != 0) return NicDuplex::kUnknown;
  if (media.ifm_active & IFM_FDX) return NicDuplex::kFull;
  return media.ifm_active & IFM_HDX ? NicDuplex::kHalf : NicDuplex::kUnknown;
}

std::vector<NamedNicStats> ReadNicStats(const Host&) {
  const Fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  // In a jail without IPv4 there is no such socket.
  std::vector<NamedNicStats> nics;
  for (const InterfaceRow& each : ReadInterfaces()) {
    nics.push_back({each.counters.name, StatsOf(each)});
    nics.back().stats.duplex = DuplexOf(socket, each.counters.name);
  }
  return nics;
}

std::vector<NamedNicAddress> ReadNicAddresses(const Host&) { return ReadInterfaceAddresses(); }

}  // namespace

void AddNet(NetCollectors& collectors) {
  collectors.netIoCounters = ReadNetIo;
  collectors.netConnections = ReadConnections;
  collectors.netIfAddrs = ReadNicAddresses;
  collectors.netIfStats = ReadNicStats;
}

}  // namespace psutil
