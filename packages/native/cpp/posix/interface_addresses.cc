#include "interface_addresses.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "../core/error.h"

namespace psutil {

namespace {

std::string Ipv6Address(const sockaddr* address, const char* nic) {
  sockaddr_in6 inet6;
  std::memcpy(&inet6, address, sizeof inet6);
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &inet6.sin6_addr, text.data(), text.size());
  // A link-local address is only meaningful together with its interface.
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

/// Returns an address as text; nothing where there is none.
Nullable<std::string> FormatAddress(const sockaddr* address, const char* nic) {
  if (!address) return {};
  std::string text;
  if (address->sa_family == AF_INET) {
    text = Ipv4Address(address);
  } else if (address->sa_family == AF_INET6) {
    text = Ipv6Address(address, nic);
  } else {
    text = HardwareAddress(address);
  }
  if (text.empty()) return {};
  return text;
}

AddressFamily FamilyOf(const sockaddr* address) {
  if (address->sa_family == AF_INET) return AddressFamily::kInet;
  if (address->sa_family == AF_INET6) return AddressFamily::kInet6;
  return AddressFamily::kLink;
}

NamedNicAddress AddressOf(const ifaddrs& entry, std::string address) {
  NamedNicAddress nic;
  nic.name = entry.ifa_name;
  nic.address.family = FamilyOf(entry.ifa_addr);
  nic.address.address = std::move(address);
  nic.address.netmask = FormatAddress(entry.ifa_netmask, entry.ifa_name);
  // The broadcast and the peer address share one field.
  if (entry.ifa_flags & IFF_BROADCAST) {
    nic.address.broadcast = FormatAddress(entry.ifa_broadaddr, entry.ifa_name);
  } else if (entry.ifa_flags & IFF_POINTOPOINT) {
    nic.address.ptp = FormatAddress(entry.ifa_dstaddr, entry.ifa_name);
  }
  return nic;
}

}  // namespace

std::string FormatHardwareAddress(const unsigned char* bytes, int length) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (int i = 0; i < length; ++i) {
    if (i > 0) text += ':';
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  // Tunnels have the four bytes of an IPv4 address.
  for (int i = length; length > 0 && i < 6; ++i) text += ":00";
  return text;
}

std::vector<NamedNicAddress> ReadInterfaceAddresses() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) throw SystemError(errno, "getifaddrs");
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> all(list, freeifaddrs);
  std::vector<NamedNicAddress> addresses;
  for (const ifaddrs* each = list; each; each = each->ifa_next) {
    auto address = FormatAddress(each->ifa_addr, each->ifa_name);
    if (address) addresses.push_back(AddressOf(*each, std::move(*address)));
  }
  const auto by_family = [](const auto& a, const auto& b) { return a.address.family < b.address.family; };
  std::stable_sort(addresses.begin(), addresses.end(), by_family);
  return addresses;
}

}  // namespace psutil
