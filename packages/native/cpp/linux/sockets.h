#pragma once

#include <unordered_map>

#include "../core/connections.h"
#include "file.h"

namespace psutil {

/// The tables in which the kernel keeps sockets. Each is a bit.
enum SocketTable { kTcp4 = 1, kTcp6 = 2, kUdp4 = 4, kUdp6 = 8, kUnix = 16 };

/// A socket, and the number by which the processes that have it open are found; 0 where none can.
struct Socket {
  uint64_t inode = 0;
  Connection connection;
};

/// A socket of a table, by the kernel's numbers for its type and state.
Socket MakeSocket(SocketTable table, uint64_t inode, unsigned type, unsigned state);

/// An end of a socket, by the bytes of its address.
SocketAddress MakeAddress(SocketTable table, const void* bytes, int port);

/// The sockets of a table in this network namespace, as netlink gives them: sock_diag(7).
std::vector<Socket> DumpSockets(SocketTable table);

/// The sockets of a table as a directory such as /proc/net has them.
std::vector<Socket> ReadSockets(const std::string& directory, SocketTable table);

/// The number of the socket that an entry of a process's directory of descriptors leads to, if it does to one.
std::optional<uint64_t> SocketInode(const Host& host, const Directory& directory, const std::string& name);

/// The sockets of a kind by their numbers, read once for each network namespace while one call runs.
class NamespaceSockets {
 public:
  NamespaceSockets(const Host& host, const std::string& kind);

  /// Those of the namespace that a process is in.
  const std::unordered_map<uint64_t, Connection>& Of(const Directory& process);

 private:
  const Host& host_;
  int tables_;
  std::string own_;
  std::unordered_map<std::string, std::unordered_map<uint64_t, Connection>> sockets_;
};

}  // namespace psutil
