#pragma once

#include <cstdint>

#include "connections.h"

namespace psutil {

/// What went through a network interface since it was made.
struct NetIoCounters {
  uint64_t bytesSent = 0;
  uint64_t bytesRecv = 0;
  uint64_t packetsSent = 0;
  uint64_t packetsRecv = 0;
  uint64_t errin = 0;
  uint64_t errout = 0;
  uint64_t dropin = 0;
  uint64_t dropout = 0;

  static constexpr const char* kName = "NetIoCounters";
  static constexpr const char* kDoc = "What went through a network interface since it was made.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("bytesSent", &NetIoCounters::bytesSent, "Bytes sent.");
    field("bytesRecv", &NetIoCounters::bytesRecv, "Bytes received.");
    field("packetsSent", &NetIoCounters::packetsSent, "Packets sent.");
    field("packetsRecv", &NetIoCounters::packetsRecv, "Packets received.");
    field("errin", &NetIoCounters::errin, "Errors while receiving.");
    field("errout", &NetIoCounters::errout, "Errors while sending.");
    field("dropin", &NetIoCounters::dropin, "Packets received and dropped.");
    field("dropout", &NetIoCounters::dropout, "Packets dropped instead of sent; macOS and BSD count none.");
  }
};

/// What went through one network interface since it was made.
struct NamedNetIoCounters {
  std::string name;
  bool physical = false;
  NetIoCounters counters;

  static constexpr const char* kName = "NamedNetIoCounters";
  static constexpr const char* kDoc = "What went through one network interface since it was made.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedNetIoCounters::name, "Its name.");
    field("physical", &NamedNetIoCounters::physical,
          "Whether it is a device, and no loopback, bridge, tunnel or bond; if asked.");
    field("counters", &NamedNetIoCounters::counters, "What went through it.");
  }
};

/// An address of a network interface.
struct NicAddress {
  AddressFamily family = AddressFamily::kInet;
  std::string address;
  Nullable<std::string> netmask;
  Nullable<std::string> broadcast;
  Nullable<std::string> ptp;

  static constexpr const char* kName = "NicAddress";
  static constexpr const char* kDoc = "An address of a network interface.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("family", &NicAddress::family, "Its kind; that of hardware is AF_LINK.");
    field("address", &NicAddress::address, "The address.");
    field("netmask", &NicAddress::netmask, "Which of its bits are those of the network.");
    field("broadcast", &NicAddress::broadcast, "The address of all on its network.");
    field("ptp", &NicAddress::ptp, "The address of the other end, where there are only two.");
  }
};

/// An address and its network interface.
struct NamedNicAddress {
  std::string name;
  NicAddress address;

  static constexpr const char* kName = "NamedNicAddress";
  static constexpr const char* kDoc = "An address and its network interface.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedNicAddress::name, "The name of the interface.");
    field("address", &NamedNicAddress::address, "The address.");
  }
};

/// Whether both ends of a cable may speak at a time.
enum class NicDuplex { kFull, kHalf, kUnknown };

template <>
struct EnumNames<NicDuplex> {
  static constexpr const char* kName = "NicDuplex";
  static constexpr const char* kDoc = "Whether both ends of a cable may speak at a time.";
  static constexpr const char* kValues[] = {"full", "half", "unknown"};
};

/// The state of a network interface.
struct NicStats {
  bool isup = false;
  NicDuplex duplex = NicDuplex::kUnknown;
  uint64_t speed = 0;
  uint64_t mtu = 0;
  std::vector<std::string> flags;

  static constexpr const char* kName = "NicStats";
  static constexpr const char* kDoc = "The state of a network interface.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("isup", &NicStats::isup, "Whether it is up and running: switched on, with a cable or what stands for one.");
    field("duplex", &NicStats::duplex, "Whether both ends may speak at a time.");
    field("speed", &NicStats::speed, "Megabits per second; 0 where that is not known.");
    field("mtu", &NicStats::mtu, "The most bytes of a packet.");
    field("flags", &NicStats::flags, "The kernel's flags, such as `up`, `broadcast` and `running`.");
  }
};

/// The state of one network interface.
struct NamedNicStats {
  std::string name;
  NicStats stats;

  static constexpr const char* kName = "NamedNicStats";
  static constexpr const char* kDoc = "The state of one network interface.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedNicStats::name, "Its name.");
    field("stats", &NamedNicStats::stats, "Its state.");
  }
};

/// What a platform may measure of its network; what it leaves null is not supported there.
struct NetCollectors {
  std::vector<NamedNetIoCounters> (*netIoCounters)(const Host&, bool physical) = nullptr;
  std::vector<Connection> (*netConnections)(const Host&, const std::string& kind, bool namespaces) = nullptr;
  std::vector<NamedNicAddress> (*netIfAddrs)(const Host&) = nullptr;
  std::vector<NamedNicStats> (*netIfStats)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("netIoCounters", &NetCollectors::netIoCounters, "What went through each network interface.");
    collector("netConnections", &NetCollectors::netConnections, "The sockets and the processes that have them open.");
    collector("netIfAddrs", &NetCollectors::netIfAddrs, "The addresses of the network interfaces.");
    collector("netIfStats", &NetCollectors::netIfStats, "The state of each network interface.");
  }
};

}  // namespace psutil
