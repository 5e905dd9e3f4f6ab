#pragma once

#include <cstdint>

#include "connections.h"
#include "derived.h"

namespace psutil {

/// I/O counters of a network interface since it was created.
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
  static constexpr const char* kDoc = "I/O counters of a network interface since it was created.";
  static constexpr DerivedRecord kDerived[] = {
      {"NetRates", "Network I/O rates between two readings.", "rates"},
      {"NetRatesOfOne", "I/O rates of one network interface between two readings.", "rates"}};
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("bytesSent", &NetIoCounters::bytesSent, "Number of bytes sent.");
    field("bytesRecv", &NetIoCounters::bytesRecv, "Number of bytes received.");
    field("packetsSent", &NetIoCounters::packetsSent, "Number of packets sent.");
    field("packetsRecv", &NetIoCounters::packetsRecv, "Number of packets received.");
    field("errin", &NetIoCounters::errin, "Number of receive errors.");
    field("errout", &NetIoCounters::errout, "Number of transmit errors.");
    field("dropin", &NetIoCounters::dropin, "Number of incoming packets that were dropped.");
    field("dropout", &NetIoCounters::dropout, "Number of outgoing packets that were dropped.");
  }
};

/// I/O counters of one network interface.
struct NamedNetIoCounters {
  std::string name;
  bool physical = false;
  NetIoCounters counters;

  static constexpr const char* kName = "NamedNetIoCounters";
  static constexpr const char* kDoc = "I/O counters of one network interface.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedNetIoCounters::name, "Name of the interface, such as `eth0`.");
    field("physical", &NamedNetIoCounters::physical,
          "Whether the interface is a device, not a loopback, bridge, tunnel or bond; false unless requested.");
    field("counters", &NamedNetIoCounters::counters, "I/O counters.");
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
    field("family", &NicAddress::family, "Address family. `AF_LINK` is a hardware (MAC) address.");
    field("address", &NicAddress::address, "Address.");
    field("netmask", &NicAddress::netmask, "Netmask; null if there is none.");
    field("broadcast", &NicAddress::broadcast, "Broadcast address; null if there is none.");
    field("ptp", &NicAddress::ptp, "Destination address of a point-to-point interface; null for other interfaces.");
  }
};

/// An address of a named network interface.
struct NamedNicAddress {
  std::string name;
  NicAddress address;

  static constexpr const char* kName = "NamedNicAddress";
  static constexpr const char* kDoc = "An address of a named network interface.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedNicAddress::name, "Name of the interface.");
    field("address", &NamedNicAddress::address, "Address.");
  }
};

/// Duplex mode of a network interface.
enum class NicDuplex { kFull, kHalf, kUnknown };

template <>
struct EnumNames<NicDuplex> {
  static constexpr const char* kName = "NicDuplex";
  static constexpr const char* kDoc = "Duplex mode of a network interface.";
  static constexpr const char* kValues[] = {"full", "half", "unknown"};
};

/// State of a network interface.
struct NicStats {
  bool isup = false;
  NicDuplex duplex = NicDuplex::kUnknown;
  uint64_t speed = 0;
  uint64_t mtu = 0;
  std::optional<std::vector<std::string>> flags;

  static constexpr const char* kName = "NicStats";
  static constexpr const char* kDoc = "State of a network interface.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("isup", &NicStats::isup, "Whether the interface is up and running: enabled, with a carrier.");
    field("duplex", &NicStats::duplex, "Duplex mode.");
    field("speed", &NicStats::speed, "Speed, in megabits per second; 0 if unknown.");
    field("mtu", &NicStats::mtu, "Maximum transmission unit, in bytes.");
    field("flags", &NicStats::flags, "Unix: interface flags, such as `up`, `broadcast` and `running`.");
  }
};

/// State of a named network interface.
struct NamedNicStats {
  std::string name;
  NicStats stats;

  static constexpr const char* kName = "NamedNicStats";
  static constexpr const char* kDoc = "State of a named network interface.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedNicStats::name, "Name of the interface.");
    field("stats", &NamedNicStats::stats, "State.");
  }
};

/// Network collectors of a platform. A null pointer means that the platform does not support the collector.
struct NetCollectors {
  std::vector<NamedNetIoCounters> (*netIoCounters)(const Host&, bool physical) = nullptr;
  std::vector<Connection> (*netConnections)(const Host&, const std::string& kind, bool namespaces) = nullptr;
  std::vector<NamedNicAddress> (*netIfAddrs)(const Host&) = nullptr;
  std::vector<NamedNicStats> (*netIfStats)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("netIoCounters", &NetCollectors::netIoCounters, "I/O counters of each network interface.");
    collector("netConnections", &NetCollectors::netConnections, "Open sockets and their processes.");
    collector("netIfAddrs", &NetCollectors::netIfAddrs, "Addresses of each network interface.");
    collector("netIfStats", &NetCollectors::netIfStats, "State of each network interface.");
  }
};

}  // namespace psutil
