#include "connections.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "../core/error.h"
#include "../posix/parse.h"
#include "file.h"
#include "pids.h"
#include "sockets.h"

namespace psutil {

namespace {

constexpr SocketTable kTables[] = {kTcp4, kTcp6, kUdp4, kUdp6, kUnix};

constexpr std::pair<std::string_view, int> kKinds[] = {
    {"all", kTcp4 | kTcp6 | kUdp4 | kUdp6 | kUnix},
    {"inet", kTcp4 | kTcp6 | kUdp4 | kUdp6},
    {"inet4", kTcp4 | kUdp4},
    {"inet6", kTcp6 | kUdp6},
    {"tcp", kTcp4 | kTcp6},
    {"tcp4", kTcp4},
    {"tcp6", kTcp6},
    {"udp", kUdp4 | kUdp6},
    {"udp4", kUdp4},
    {"udp6", kUdp6},
    {"unix", kUnix},
};

/// A file descriptor of a socket.
struct Owner {
  int pid;
  int fd;
};

using Owners = std::unordered_map<uint64_t, std::vector<Owner>>;

void AddOwner(const Host& host, int pid, Owners& owners) {
  const std::string path = host.proc + "/" + std::to_string(pid) + "/fd";
  try {
    const Directory directory = OpenListing(path);
    ForEachEntry(directory, [&](const char* name) {
      const auto fd = ParseInt(name);
      if (!fd) return;
      try {
        const auto inode = SocketInode(host, directory, name);
        if (inode) owners[*inode].push_back({pid, *fd});
      } catch (const SystemError&) {
        // The descriptor was closed meanwhile.
      }
    });
  } catch (const SystemError&) {
    // The process belongs to another user or has ended: its sockets have no known owner.
  }
}

int TablesOf(const std::string& kind) {
  const auto known = std::find_if(std::begin(kKinds), std::end(kKinds), [&](auto& row) { return row.first == kind; });
  return known == std::end(kKinds) ? 0 : known->second;
}

std::vector<Socket> ReadFolder(const std::string& directory, int tables) {
  std::vector<Socket> sockets;
  for (const SocketTable table : kTables) {
    if (!(tables & table)) continue;
    auto found = ReadSockets(directory, table);
    std::move(found.begin(), found.end(), std::back_inserter(sockets));
  }
  return sockets;
}

/// Returns the sockets of this network namespace, from netlink or, where that fails, from pseudo files.
std::vector<Socket> ReadLocal(const Host& host, int tables) {
  std::vector<Socket> sockets;
  for (const SocketTable table : kTables) {
    if (!(tables & table)) continue;
    std::vector<Socket> found;
    try {
      found = DumpSockets(table);
    } catch (const SystemError&) {
      found = ReadSockets(host.proc + "/net", table);
    }
    std::move(found.begin(), found.end(), std::back_inserter(sockets));
  }
  return sockets;
}

std::vector<Socket> ReadOwnNamespace(const Host& host, int tables) {
  if (host.IsLocal()) return ReadLocal(host, tables);
  const std::string first = host.proc + "/1/net";
  return ReadFolder(Exists(first) ? first : host.proc + "/net", tables);
}

/// Returns the network namespace of a process, such as "net:[4026531840]"; empty where it is hidden or the process has
/// ended.
std::string NamespaceOf(const std::string& process) try {
  return ReadLink(OpenDirectory(process + "/ns"), "net");
} catch (const SystemError&) {
  return "";
}

/// Returns the network namespace whose sockets a host lists first.
std::string OwnNamespace(const Host& host) { return NamespaceOf(host.proc + (host.IsLocal() ? "/self" : "/1")); }

/// Returns the sockets of the other namespaces, each read through one of its processes.
void AddNamespaces(const Host& host, const std::vector<int>& pids, int tables, std::vector<Socket>& sockets) {
  std::set<std::string> seen{"", OwnNamespace(host)};
  for (const int pid : pids) {
    const std::string process = host.proc + "/" + std::to_string(pid);
    const std::string name = NamespaceOf(process);
    if (seen.count(name) > 0) continue;
    try {
      auto found = ReadFolder(process + "/net", tables);
      std::move(found.begin(), found.end(), std::back_inserter(sockets));
      seen.insert(name);
    } catch (const SystemError& error) {
      if (error.failure.line) throw;
      // The process has ended: another one may be in the same namespace.
    }
  }
}

/// The fields in which sockets without an owner differ.
auto KeyOf(const Connection& connection) {
  const auto address = [](const Nullable<SocketAddress>& of) {
    return of ? std::make_pair(of->ip, of->port) : std::make_pair(std::string(), -1);
  };
  return std::make_tuple(connection.family, connection.type, connection.status, address(connection.laddr),
                         address(connection.raddr), connection.path.value_or(""));
}

/// Returns one row for each owner of each socket, and one for identical sockets without an owner.
std::vector<Connection> Join(std::vector<Socket>& sockets, const Owners& owners) {
  std::vector<Connection> connections;
  std::set<decltype(KeyOf(Connection()))> seen;
  for (Socket& socket : sockets) {
    const auto found = socket.inode == 0 ? owners.end() : owners.find(socket.inode);
    if (found == owners.end()) {
      if (seen.insert(KeyOf(socket.connection)).second) connections.push_back(std::move(socket.connection));
      continue;
    }
    for (const Owner& owner : found->second) {
      connections.push_back(socket.connection);
      connections.back().pid = owner.pid;
      connections.back().fd = owner.fd;
    }
  }
  return connections;
}

}  // namespace

std::optional<uint64_t> SocketInode(const Host& host, const Directory& directory, const std::string& name) {
  return host.IsLocal() ? SocketInode(directory, name) : SocketInodeFromLink(directory, name);
}

NamespaceSockets::NamespaceSockets(const Host& host, const std::string& kind) : host_(host), tables_(TablesOf(kind)) {}

const std::unordered_map<uint64_t, Connection>& NamespaceSockets::Of(const Directory& process) {
  const std::string name = ReadLink(process, "ns/net");
  const auto [known, is_new] = sockets_.try_emplace(name);
  if (!is_new) return known->second;
  try {
    if (own_.empty()) own_ = OwnNamespace(host_);
    auto found = name == own_ ? ReadOwnNamespace(host_, tables_) : ReadFolder(process.path + "/net", tables_);
    for (Socket& socket : found) {
      if (socket.inode != 0) known->second.try_emplace(socket.inode, std::move(socket.connection));
    }
  } catch (const SystemError&) {
    sockets_.erase(known);
    throw;
  }
  return known->second;
}

std::vector<Connection> ReadConnections(const Host& host, const std::string& kind, bool namespaces) {
  const int tables = TablesOf(kind);
  auto sockets = ReadOwnNamespace(host, tables);
  const auto pids = ReadPids(host);
  if (namespaces) AddNamespaces(host, pids, tables, sockets);
  Owners owners;
  for (const int pid : pids) AddOwner(host, pid, owners);
  return Join(sockets, owners);
}

}  // namespace psutil
