#include "connections_parser.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

// The structures have the alignment of amd64, where they are packed to four bytes. Ports are in the byte order of the
// machine, addresses in that of the network. The members that come before the state and the process are counters.

/// mib2_tcpConnEntry_t.
struct Tcp4Entry {
  uint32_t state;
  unsigned char local[4];
  uint32_t local_port;
  unsigned char remote[4];
  uint32_t remote_port;
  uint32_t counters[8];
  int32_t state_of_entry;
  uint32_t pid;
  uint32_t created[2];
};
static_assert(sizeof(Tcp4Entry) == 68 && offsetof(Tcp4Entry, local_port) == 8);
static_assert(offsetof(Tcp4Entry, remote) == 12 && offsetof(Tcp4Entry, remote_port) == 16);
static_assert(offsetof(Tcp4Entry, state_of_entry) == 52 && offsetof(Tcp4Entry, pid) == 56);

/// mib2_tcp6ConnEntry_t.
struct Tcp6Entry {
  unsigned char local[16];
  uint32_t local_port;
  unsigned char remote[16];
  uint32_t remote_port;
  uint32_t interface;
  uint32_t state;
  uint32_t counters[8];
  int32_t state_of_entry;
  uint32_t pid;
  uint32_t created[2];
};
static_assert(sizeof(Tcp6Entry) == 96 && offsetof(Tcp6Entry, local_port) == 16 && offsetof(Tcp6Entry, remote) == 20);
static_assert(offsetof(Tcp6Entry, remote_port) == 36 && offsetof(Tcp6Entry, state) == 44);
static_assert(offsetof(Tcp6Entry, state_of_entry) == 80 && offsetof(Tcp6Entry, pid) == 84);

/// mib2_udpEntry_t.
struct Udp4Entry {
  unsigned char local[4];
  uint32_t local_port;
  int32_t state_of_entry;
  unsigned char remote[4];
  uint32_t remote_port;
  uint32_t instance;
  uint32_t pid;
  uint32_t created[2];
};
static_assert(sizeof(Udp4Entry) == 36 && offsetof(Udp4Entry, state_of_entry) == 8 && offsetof(Udp4Entry, remote) == 12);
static_assert(offsetof(Udp4Entry, remote_port) == 16 && offsetof(Udp4Entry, pid) == 24);

/// mib2_udp6Entry_t.
struct Udp6Entry {
  unsigned char local[16];
  uint32_t local_port;
  uint32_t interface;
  int32_t state_of_entry;
  unsigned char remote[16];
  uint32_t remote_port;
  uint32_t instance;
  uint32_t pid;
  uint32_t created[2];
};
static_assert(sizeof(Udp6Entry) == 64 && offsetof(Udp6Entry, local_port) == 16);
static_assert(offsetof(Udp6Entry, state_of_entry) == 24 && offsetof(Udp6Entry, remote) == 28);
static_assert(offsetof(Udp6Entry, remote_port) == 44 && offsetof(Udp6Entry, pid) == 52);

/// MIB2_UDP_connected of inet/mib2.h.
constexpr int32_t kUdpConnected = 3;

ConnectionStatus StatusOfTcp(int32_t state) {
  // TCPS_CLOSED to TCPS_TIME_WAIT of inet/tcp.h.
  switch (state) {
    case -6:
      return ConnectionStatus::kClose;
    case -5:
      return ConnectionStatus::kIdle;
    case -4:
      return ConnectionStatus::kBound;
    case -3:
      return ConnectionStatus::kListen;
    case -2:
      return ConnectionStatus::kSynSent;
    case -1:
      return ConnectionStatus::kSynRecv;
    case 0:
      return ConnectionStatus::kEstablished;
    case 1:
      return ConnectionStatus::kCloseWait;
    case 2:
      return ConnectionStatus::kFinWait1;
    case 3:
      return ConnectionStatus::kClosing;
    case 4:
      return ConnectionStatus::kLastAck;
    case 5:
      return ConnectionStatus::kFinWait2;
    case 6:
      return ConnectionStatus::kTimeWait;
    default:
      return ConnectionStatus::kNone;
  }
}

SocketAddress AddressOf(AddressFamily family, const unsigned char* address, uint32_t port) {
  char text[INET6_ADDRSTRLEN] = "";
  inet_ntop(family == AddressFamily::kInet ? AF_INET : AF_INET6, address, text, sizeof text);
  return {text, static_cast<int>(port & 0xFFFF)};
}

template <class Entry>
Connection MakeConnection(const Entry& entry, AddressFamily family, SocketType type, bool has_peer) {
  Connection connection;
  connection.family = family;
  connection.type = type;
  connection.laddr = AddressOf(family, entry.local, entry.local_port);
  if (has_peer && entry.remote_port != 0) connection.raddr = AddressOf(family, entry.remote, entry.remote_port);
  // The process that created the socket; 0 where it is unknown.
  if (entry.pid != 0) connection.pid = static_cast<int>(entry.pid);
  return connection;
}

template <class Entry, class Make>
std::vector<Connection> ParseEntries(std::string_view table, size_t size, Make&& make) {
  if (size < sizeof(Entry) || table.size() % size != 0) throw SystemError(EBADMSG, "getmsg");
  std::vector<Connection> connections;
  for (size_t at = 0; at < table.size(); at += size) connections.push_back(make(ReadAt<Entry>(table, at)));
  return connections;
}

template <class Entry>
std::vector<Connection> ParseTcp(std::string_view table, size_t size, AddressFamily family) {
  return ParseEntries<Entry>(table, size, [&](const Entry& entry) {
    const ConnectionStatus status = StatusOfTcp(entry.state_of_entry);
    Connection connection = MakeConnection(entry, family, SocketType::kStream, status != ConnectionStatus::kListen);
    connection.status = status;
    return connection;
  });
}

template <class Entry>
std::vector<Connection> ParseUdp(std::string_view table, size_t size, AddressFamily family) {
  return ParseEntries<Entry>(table, size, [&](const Entry& entry) {
    return MakeConnection(entry, family, SocketType::kDgram, entry.state_of_entry == kUdpConnected);
  });
}

}  // namespace

std::vector<Connection> ParseTcp4(std::string_view table, size_t entry_size) {
  return ParseTcp<Tcp4Entry>(table, entry_size, AddressFamily::kInet);
}

std::vector<Connection> ParseTcp6(std::string_view table, size_t entry_size) {
  return ParseTcp<Tcp6Entry>(table, entry_size, AddressFamily::kInet6);
}

std::vector<Connection> ParseUdp4(std::string_view table, size_t entry_size) {
  return ParseUdp<Udp4Entry>(table, entry_size, AddressFamily::kInet);
}

std::vector<Connection> ParseUdp6(std::string_view table, size_t entry_size) {
  return ParseUdp<Udp6Entry>(table, entry_size, AddressFamily::kInet6);
}

namespace {

/// A table of sockets: its numbers, where the statistics of its level state the size of an entry, and the kinds that
/// include it.
struct SocketTable {
  long level;
  long name;
  size_t size_offset;
  std::vector<Connection> (*parse)(std::string_view, size_t);
  std::string_view kinds[4];
};

// MIB2_TCP, MIB2_UDP and their tables; tcpConnTableSize, tcp6ConnTableSize, udpEntrySize and udp6EntrySize.
constexpr SocketTable kSocketTables[] = {
    {6, 13, 48, ParseTcp4, {"inet", "inet4", "tcp", "tcp4"}},
    {6, 14, 208, ParseTcp6, {"inet", "inet6", "tcp", "tcp6"}},
    {7, 5, 12, ParseUdp4, {"inet", "inet4", "udp", "udp4"}},
    {7, 6, 16, ParseUdp6, {"inet", "inet6", "udp", "udp6"}},
};

const MibTable* FindTable(const std::vector<MibTable>& tables, long level, long name) {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [=](const MibTable& table) { return table.level == level && table.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Connection> ParseMibTables(const std::vector<MibTable>& tables, std::string_view kind) {
  std::vector<Connection> connections;
  for (const SocketTable& known : kSocketTables) {
    const bool is_included = std::find(std::begin(known.kinds), std::end(known.kinds), kind) != std::end(known.kinds);
    const MibTable* const table = FindTable(tables, known.level, known.name);
    // A system without IPv6 has no table of it.
    if ((!is_included && kind != "all") || !table) continue;
    const MibTable* const statistics = FindTable(tables, known.level, 0);
    if (!statistics) throw SystemError(EBADMSG, "getmsg");
    const auto size = ReadAt<uint32_t>(statistics->bytes, known.size_offset);
    auto found = known.parse(table->bytes, size);
    std::move(found.begin(), found.end(), std::back_inserter(connections));
  }
  return connections;
}

}  // namespace psutil
