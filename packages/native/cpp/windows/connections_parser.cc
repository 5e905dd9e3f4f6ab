#include "connections_parser.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

/// MIB_TCPROW_OWNER_PID. Addresses and ports are in network byte order; the upper half of a port is undefined.
struct Tcp4Row {
  uint32_t state;
  unsigned char local[4];
  unsigned char local_port[4];
  unsigned char remote[4];
  unsigned char remote_port[4];
  uint32_t pid;
};
static_assert(sizeof(Tcp4Row) == 24);

/// MIB_TCP6ROW_OWNER_PID.
struct Tcp6Row {
  unsigned char local[16];
  uint32_t local_scope;
  unsigned char local_port[4];
  unsigned char remote[16];
  uint32_t remote_scope;
  unsigned char remote_port[4];
  uint32_t state;
  uint32_t pid;
};
static_assert(sizeof(Tcp6Row) == 56 && offsetof(Tcp6Row, state) == 48);

/// MIB_UDPROW_OWNER_PID.
struct Udp4Row {
  unsigned char local[4];
  unsigned char local_port[4];
  uint32_t pid;
};
static_assert(sizeof(Udp4Row) == 12);

/// MIB_UDP6ROW_OWNER_PID.
struct Udp6Row {
  unsigned char local[16];
  uint32_t local_scope;
  unsigned char local_port[4];
  uint32_t pid;
};
static_assert(sizeof(Udp6Row) == 28);

/// The states of MIB_TCP_STATE.
constexpr ConnectionStatus kStates[] = {
    ConnectionStatus::kNone,      ConnectionStatus::kClose,    ConnectionStatus::kListen,
    ConnectionStatus::kSynSent,   ConnectionStatus::kSynRecv,  ConnectionStatus::kEstablished,
    ConnectionStatus::kFinWait1,  ConnectionStatus::kFinWait2, ConnectionStatus::kCloseWait,
    ConnectionStatus::kClosing,   ConnectionStatus::kLastAck,  ConnectionStatus::kTimeWait,
    ConnectionStatus::kDeleteTcb,
};

int PortOf(const unsigned char* bytes) { return bytes[0] << 8 | bytes[1]; }

/// Visits the rows of a table, which starts with their number.
template <class Row, class Visit>
void ForEachRow(std::string_view table, Visit&& visit) {
  const auto count = ReadAt<uint32_t>(table, 0);
  for (size_t i = 0; i < count; ++i) visit(ReadAt<Row>(table, sizeof count + i * sizeof(Row)));
}

/// A PID of 0 stands for a connection that belongs to no process any more.
Nullable<int> OwnerOf(uint32_t pid) { return pid == 0 ? Nullable<int>() : Nullable<int>(static_cast<int>(pid)); }

template <class Row>
Connection MakeTcp(const Row& row, AddressFamily family, std::string (*text)(const unsigned char*)) {
  Connection connection;
  connection.family = family;
  connection.type = SocketType::kStream;
  connection.status = row.state < std::size(kStates) ? kStates[row.state] : ConnectionStatus::kNone;
  connection.laddr = SocketAddress{text(row.local), PortOf(row.local_port)};
  // The remote port of a listening socket is undefined.
  if (connection.status != ConnectionStatus::kListen && PortOf(row.remote_port) != 0) {
    connection.raddr = SocketAddress{text(row.remote), PortOf(row.remote_port)};
  }
  connection.pid = OwnerOf(row.pid);
  return connection;
}

template <class Row>
Connection MakeUdp(const Row& row, AddressFamily family, std::string (*text)(const unsigned char*)) {
  Connection connection;
  connection.family = family;
  connection.type = SocketType::kDgram;
  connection.laddr = SocketAddress{text(row.local), PortOf(row.local_port)};
  connection.pid = OwnerOf(row.pid);
  return connection;
}

using Groups = std::array<unsigned, 8>;

/// Returns the first and the last but one position of the longest run of at least two zeros; equal without any.
std::pair<size_t, size_t> LongestZeros(const Groups& groups) {
  std::pair<size_t, size_t> longest{0, 0};
  for (size_t from = 0; from < groups.size(); ++from) {
    size_t to = from;
    while (to < groups.size() && groups[to] == 0) ++to;
    if (to - from > 1 && to - from > longest.second - longest.first) longest = {from, to};
  }
  return longest;
}

/// Whether an address is written with an IPv4 address at its end: ::ffff:0:0/96.
bool IsMapped(const Groups& groups) {
  for (size_t i = 0; i < 5; ++i) {
    if (groups[i] != 0) return false;
  }
  return groups[5] == 0xFFFF;
}

std::string Hexadecimal(unsigned group) {
  char text[8];
  std::snprintf(text, sizeof text, "%x", group);
  return text;
}

}  // namespace

std::vector<Connection> ParseTcp4(std::string_view table) {
  std::vector<Connection> connections;
  ForEachRow<Tcp4Row>(table,
                      [&](const Tcp4Row& row) { connections.push_back(MakeTcp(row, AddressFamily::kInet, Ipv4Text)); });
  return connections;
}

std::vector<Connection> ParseTcp6(std::string_view table) {
  std::vector<Connection> connections;
  ForEachRow<Tcp6Row>(
      table, [&](const Tcp6Row& row) { connections.push_back(MakeTcp(row, AddressFamily::kInet6, Ipv6Text)); });
  return connections;
}

std::vector<Connection> ParseUdp4(std::string_view table) {
  std::vector<Connection> connections;
  ForEachRow<Udp4Row>(table,
                      [&](const Udp4Row& row) { connections.push_back(MakeUdp(row, AddressFamily::kInet, Ipv4Text)); });
  return connections;
}

std::vector<Connection> ParseUdp6(std::string_view table) {
  std::vector<Connection> connections;
  ForEachRow<Udp6Row>(
      table, [&](const Udp6Row& row) { connections.push_back(MakeUdp(row, AddressFamily::kInet6, Ipv6Text)); });
  return connections;
}

std::string Ipv4Text(const unsigned char* bytes) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += (i == 0 ? "" : ".") + std::to_string(bytes[i]);
  return text;
}

std::string Ipv6Text(const unsigned char* bytes) {
  Groups groups{};
  for (size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<unsigned>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
  if (IsMapped(groups)) return "::ffff:" + Ipv4Text(bytes + 12);
  const auto [from, to] = LongestZeros(groups);
  std::string text;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (i >= from && i < to) {
      if (i == from) text += "::";
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += Hexadecimal(groups[i]);
  }
  return text;
}

}  // namespace psutil
