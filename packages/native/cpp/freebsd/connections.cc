#include "connections.h"

#include <algorithm>

#include "../bsd/sockets_parser.h"
#include "../bsd/sysctl.h"
#include "socket_table_parser.h"

namespace psutil {

namespace {

struct TableOfSockets {
  const char* name;
  std::string_view protocol;  // with which the names of its kinds begin
  SocketTable (*parse)(std::string_view bytes);
};

constexpr TableOfSockets kTcpTable = {"net.inet.tcp.pcblist", "tcp", ParseTcpTable};
constexpr TableOfSockets kSocketTables[] = {
    kTcpTable,
    {"net.inet.udp.pcblist", "udp", ParseUdpTable},
    {"net.local.stream.pcblist", "unix", ParseUnixTable},
    {"net.local.dgram.pcblist", "unix", ParseUnixTable},
    {"net.local.seqpacket.pcblist", "unix", ParseUnixTable},
};

bool HasSocketsOf(const TableOfSockets& table, std::string_view kind) {
  const bool is_inet = kind.substr(0, 4) == "inet" && table.protocol != "unix";
  return kind == "all" || is_inet || kind.substr(0, table.protocol.size()) == table.protocol;
}

/// Reads a table again while it changes. The last one lacks the newest sockets only.
std::vector<SocketRow> ReadSocketTable(const TableOfSockets& table) {
  constexpr int kMaxAttempts = 5;
  SocketTable read;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    const auto bytes = FindSysctl(table.name);
    // A kernel without the protocol does not have the name.
    if (!bytes) return {};
    read = table.parse(*bytes);
    if (!read.has_changed) break;
  }
  return std::move(read.rows);
}

void AddConnections(const SocketRow& row, const SocketOwners& owners, std::vector<Connection>& connections) {
  const auto found = owners.find(row.socket);
  if (row.socket == 0 || found == owners.end()) {
    connections.push_back(row.connection);
    return;
  }
  for (const SocketOwner& owner : found->second) {
    Connection connection = row.connection;
    connection.pid = owner.pid;
    if (owner.fd >= 0) connection.fd = owner.fd;
    connections.push_back(std::move(connection));
  }
}

}  // namespace

std::vector<Connection> ReadConnections(const Host&, const std::string& kind, bool) {
  std::vector<SocketRow> rows;
  for (const TableOfSockets& table : kSocketTables) {
    if (!HasSocketsOf(table, kind)) continue;
    for (SocketRow& row : ReadSocketTable(table)) {
      if (IsSocketOfKind(row.connection, kind)) rows.push_back(std::move(row));
    }
  }
  const SocketOwners owners = ParseSocketOwners(ReadSysctl("kern.file"));
  std::vector<Connection> connections;
  for (const SocketRow& row : rows) AddConnections(row, owners, connections);
  return connections;
}

std::unordered_map<uint64_t, ConnectionStatus> ReadTcpStatuses() {
  std::unordered_map<uint64_t, ConnectionStatus> statuses;
  for (const SocketRow& row : ReadSocketTable(kTcpTable)) statuses[row.control_block] = row.connection.status;
  return statuses;
}

}  // namespace psutil
