#include "net.h"

#include "connections.h"
#include "network_adapters.h"

namespace psutil {

namespace {

std::vector<Connection> Connections(const Host&, const std::string& kind, bool) { return ReadConnections(kind); }

}  // namespace

void AddNet(NetCollectors& collectors) {
  collectors.netConnections = Connections;
  collectors.netIoCounters = ReadNetIoCounters;
  collectors.netIfAddrs = ReadNetIfAddrs;
  collectors.netIfStats = ReadNetIfStats;
}

}  // namespace psutil
