#include "net.h"

#include "../posix/parse.h"
#include "connections.h"
#include "nic.h"
#include "persistent_file.h"

namespace psutil {

namespace {

PersistentFile dev_file("net/dev");

/// Reads the network namespace of this program or, on another host, that of its first process.
std::string ReadDev(const Host& host, std::string& path) {
  if (!host.IsLocal()) {
    path = host.proc + "/1/net/dev";
    if (auto text = ReadFileIfAny(path)) return std::move(*text);
  }
  path = dev_file.PathOn(host);
  return dev_file.Read(host);
}

/// Parses a line of /proc/net/dev: eight receive and eight transmit counters. The name of an alias contains a colon:
/// proc_pid_net(5).
NamedNetIoCounters ParseNic(std::string_view line, const LineParser& lines) {
  const size_t colon = line.rfind(':');
  if (colon == std::string_view::npos) lines.Malformed();
  NamedNetIoCounters nic;
  std::string_view name = line.substr(0, colon);
  nic.name = NextField(name);
  line.remove_prefix(colon + 1);
  const auto next = [&] { return lines.Number(NextField(line)); };
  NetIoCounters& counters = nic.counters;
  counters.bytesRecv = next();
  counters.packetsRecv = next();
  counters.errin = next();
  counters.dropin = next();
  for (int skipped = 0; skipped < 4; ++skipped) next();  // fifo, frame, compressed, multicast
  counters.bytesSent = next();
  counters.packetsSent = next();
  counters.errout = next();
  counters.dropout = next();
  return nic;
}

}  // namespace

std::vector<NamedNetIoCounters> ReadNetIo(const Host& host, bool physical) {
  std::string path;
  const std::string text = ReadDev(host, path);
  std::vector<NamedNetIoCounters> nics;
  LineParser lines(text, path);
  std::string_view line;
  for (int head = 0; head < 2; ++head) lines.Next(line);
  while (lines.Next(line)) {
    NamedNetIoCounters nic = ParseNic(line, lines);
    // Only the interface of a device has this link.
    nic.physical = physical && Exists(host.sys + "/class/net/" + nic.name + "/device");
    nics.push_back(std::move(nic));
  }
  return nics;
}

void AddNet(NetCollectors& collectors) {
  collectors.netIoCounters = ReadNetIo;
  collectors.netConnections = ReadConnections;
  collectors.netIfAddrs = ReadNicAddresses;
  collectors.netIfStats = ReadNicStats;
}

}  // namespace psutil
