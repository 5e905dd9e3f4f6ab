#include "net.h"

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/sysctl.h>

#include <cerrno>

#include "../bsd/sysctl.h"
#include "../posix/fd.h"
#include "../posix/interface_addresses.h"
#include "net_parser.h"
#include "process_sockets.h"

namespace psutil {

namespace {

/// SIOCGIFMEDIA of sys/sockio.h.
constexpr unsigned long kGetMedia = 0xc02c6938;

// The list of route(4), NET_RT_IFLIST2, has the low 32 bits of the numbers of bytes, rounded down to 1,024, for
// programs that Apple did not sign: ALIGN_BYTES in bsd/net/rtsock.c.
std::vector<Interface> ReadInterfaces() {
  // PF_LINK, NETLINK_GENERIC, IFMIB_IFALLDATA and IFDATA_GENERAL of net/if_mib.h.
  constexpr int kLink = 18, kGeneric = 0, kAllInterfaces = 3, kGeneralData = 1;
  return ParseInterfaces(ReadSysctl({CTL_NET, kLink, kGeneric, kAllInterfaces, 0, kGeneralData}));
}

std::vector<NamedNetIoCounters> ReadNetIo(const Host&, bool physical) {
  std::vector<NamedNetIoCounters> nics;
  for (Interface& each : ReadInterfaces()) {
    each.counters.physical = physical && each.is_physical;
    nics.push_back(std::move(each.counters));
  }
  return nics;
}

/// Returns the duplex mode; most interfaces have no media.
NicDuplex DuplexOf(const Fd& socket, const std::string& name) {
  std::string request = MediaRequestFor(name);
  return ioctl(socket.get(), kGetMedia, request.data()) == 0 ? ParseDuplex(request) : NicDuplex::kUnknown;
}

std::vector<NamedNicStats> ReadNicStats(const Host&) {
  const Fd socket(::socket(AF_INET, SOCK_DGRAM, 0));
  if (socket.get() < 0) throw SystemError(errno, "socket");
  std::vector<NamedNicStats> nics;
  for (Interface& each : ReadInterfaces()) {
    each.stats.duplex = DuplexOf(socket, each.counters.name);
    nics.push_back({each.counters.name, std::move(each.stats)});
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
