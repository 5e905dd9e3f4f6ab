#include "network_adapters.h"

// clang-format off: winsock2.h comes before windows.h, and each header before those that need it.
#include <winsock2.h>
#include <ws2tcpip.h>
#include <iphlpapi.h>
#include <netioapi.h>
// clang-format on

#include <algorithm>
#include <functional>

#include "error.h"
#include "net_parser.h"
#include "wide.h"

namespace psutil {

namespace {

/// Calls `visit` with each network adapter. Throws SystemError.
void ForEachAdapter(const std::function<void(const IP_ADAPTER_ADDRESSES&)>& visit) {
  constexpr ULONG kFlags = GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER;
  constexpr int kMaxAttempts = 10;
  std::string buffer(15 * 1024, '\0');
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    auto size = static_cast<ULONG>(buffer.size());
    auto* const first = reinterpret_cast<IP_ADAPTER_ADDRESSES*>(buffer.data());
    const ULONG code = GetAdaptersAddresses(AF_UNSPEC, kFlags, nullptr, first, &size);
    if (code == ERROR_NO_DATA) return;
    if (code == NO_ERROR) {
      for (const auto* adapter = first; adapter; adapter = adapter->Next) visit(*adapter);
      return;
    }
    if (code != ERROR_BUFFER_OVERFLOW) ThrowWin32(code, "GetAdaptersAddresses");
    buffer.resize(size + 4096);
  }
  ThrowWin32(ERROR_BUFFER_OVERFLOW, "GetAdaptersAddresses");
}

/// Calls `visit` with the name of each adapter and its MIB_IF_ROW2. An adapter may be removed meanwhile.
template <class Visit>
void ForEachInterface(Visit&& visit) {
  ForEachAdapter([&](const IP_ADAPTER_ADDRESSES& adapter) {
    MIB_IF_ROW2 row{};
    row.InterfaceLuid = adapter.Luid;
    if (GetIfEntry2(&row) != NO_ERROR) return;
    visit(FromWide(adapter.FriendlyName), row);
  });
}

std::string_view BytesOf(const MIB_IF_ROW2& row) {
  static_assert(sizeof row == 1352);
  return {reinterpret_cast<const char*>(&row), sizeof row};
}

/// Returns an address of an adapter; nothing for other families.
std::optional<NicAddress> AddressOf(const IP_ADAPTER_UNICAST_ADDRESS& from) {
  const sockaddr* const socket_address = from.Address.lpSockaddr;
  if (socket_address->sa_family == AF_INET) {
    const auto* const inet = reinterpret_cast<const sockaddr_in*>(socket_address);
    return Ipv4Address(reinterpret_cast<const unsigned char*>(&inet->sin_addr), from.OnLinkPrefixLength);
  }
  if (socket_address->sa_family != AF_INET6) return std::nullopt;
  const auto* const inet6 = reinterpret_cast<const sockaddr_in6*>(socket_address);
  return Ipv6Address(reinterpret_cast<const unsigned char*>(&inet6->sin6_addr), from.OnLinkPrefixLength,
                     inet6->sin6_scope_id);
}

}  // namespace

std::vector<NamedNetIoCounters> ReadNetIoCounters(const Host&, bool) {
  std::vector<NamedNetIoCounters> interfaces;
  ForEachInterface([&](std::string name, const MIB_IF_ROW2& row) {
    const bool is_physical = row.InterfaceAndOperStatusFlags.HardwareInterface != 0;
    interfaces.push_back({std::move(name), is_physical, ParseInterfaceCounters(BytesOf(row))});
  });
  return interfaces;
}

std::vector<NamedNicStats> ReadNetIfStats(const Host&) {
  std::vector<NamedNicStats> interfaces;
  ForEachInterface([&](std::string name, const MIB_IF_ROW2& row) {
    interfaces.push_back({std::move(name), ParseInterfaceStats(BytesOf(row))});
  });
  return interfaces;
}

std::vector<NamedNicAddress> ReadNetIfAddrs(const Host&) {
  std::vector<NamedNicAddress> addresses;
  ForEachAdapter([&](const IP_ADAPTER_ADDRESSES& adapter) {
    const std::string name = FromWide(adapter.FriendlyName);
    if (adapter.PhysicalAddressLength > 0) {
      NicAddress hardware;
      hardware.family = AddressFamily::kLink;
      const auto* const bytes = reinterpret_cast<const char*>(adapter.PhysicalAddress);
      hardware.address = HardwareAddressText({bytes, adapter.PhysicalAddressLength});
      addresses.push_back({name, std::move(hardware)});
    }
    for (const auto* each = adapter.FirstUnicastAddress; each; each = each->Next) {
      if (auto address = AddressOf(*each)) addresses.push_back({name, std::move(*address)});
    }
  });
  const auto by_family = [](const auto& a, const auto& b) { return a.address.family < b.address.family; };
  std::stable_sort(addresses.begin(), addresses.end(), by_family);
  return addresses;
}

}  // namespace psutil
