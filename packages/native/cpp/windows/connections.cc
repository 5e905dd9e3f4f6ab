#include "connections.h"

// clang-format off: winsock2.h comes before windows.h, and each header before those that need it.
#include <winsock2.h>
#include <ws2tcpip.h>
#include <iphlpapi.h>
// clang-format on

#include <algorithm>
#include <iterator>

#include "connections_parser.h"
#include "error.h"

namespace psutil {

namespace {

/// Returns a table that a function copies into a buffer, which grows until it is large enough.
template <class Get>
std::string QueryTable(const char* call, Get&& get) {
  constexpr DWORD kSlack = 4096;
  constexpr DWORD kUnsuccessful = 0xC0000001;  // returned while the table changes
  constexpr int kMaxAttempts = 20;
  std::string buffer;
  DWORD code = ERROR_INSUFFICIENT_BUFFER;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    auto size = static_cast<DWORD>(buffer.size());
    code = get(buffer.empty() ? nullptr : buffer.data(), &size);
    if (code == NO_ERROR && !buffer.empty()) return buffer;
    if (code != NO_ERROR && code != ERROR_INSUFFICIENT_BUFFER && code != kUnsuccessful) break;
    buffer.resize(size + kSlack);
  }
  ThrowWin32(code, call);
}

std::string TcpTable(ULONG family) {
  return QueryTable("GetExtendedTcpTable", [=](void* table, DWORD* size) {
    return GetExtendedTcpTable(table, size, FALSE, family, TCP_TABLE_OWNER_PID_ALL, 0);
  });
}

std::string UdpTable(ULONG family) {
  return QueryTable("GetExtendedUdpTable", [=](void* table, DWORD* size) {
    return GetExtendedUdpTable(table, size, FALSE, family, UDP_TABLE_OWNER_PID, 0);
  });
}

std::vector<Connection> ReadTcp4() { return ParseTcp4(TcpTable(AF_INET)); }
std::vector<Connection> ReadTcp6() { return ParseTcp6(TcpTable(AF_INET6)); }
std::vector<Connection> ReadUdp4() { return ParseUdp4(UdpTable(AF_INET)); }
std::vector<Connection> ReadUdp6() { return ParseUdp6(UdpTable(AF_INET6)); }

struct Table {
  std::vector<Connection> (*read)();
  /// The kinds that include the table.
  std::string_view kinds[4];
};

constexpr Table kTables[] = {
    {ReadTcp4, {"inet", "inet4", "tcp", "tcp4"}},
    {ReadTcp6, {"inet", "inet6", "tcp", "tcp6"}},
    {ReadUdp4, {"inet", "inet4", "udp", "udp4"}},
    {ReadUdp6, {"inet", "inet6", "udp", "udp6"}},
};

}  // namespace

std::vector<Connection> ReadConnections(const std::string& kind) {
  std::vector<Connection> connections;
  for (const Table& table : kTables) {
    const bool is_included = std::find(std::begin(table.kinds), std::end(table.kinds), kind) != std::end(table.kinds);
    if (!is_included && kind != "all") continue;
    auto found = table.read();
    std::move(found.begin(), found.end(), std::back_inserter(connections));
  }
  return connections;
}

}  // namespace psutil
