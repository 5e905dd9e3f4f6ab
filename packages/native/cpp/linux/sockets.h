#pragma once

#include <unordered_map>

#include "../core/connections.h"
#include "file.h"

namespace psutil {

/// The socket tables of the kernel, as bits.
enum SocketTable { kTcp4 = 1, kTcp6 = 2, kUdp4 = 4, kUdp6 = 8, kUnix = 16 };

/// A socket, and the inode by which its owners are found; 0 for none.
struct Socket {
  uint64_t inode = 0;
  Connection connection;
};

/// Makes a socket from the type and state numbers of the kernel.
Socket MakeSocket(SocketTable table, uint64_t inode, unsigned type, unsigned state);

/// Makes a socket address from its bytes.
SocketAddress MakeAddress(SocketTable table, const void* bytes, int port);

/// Returns the sockets of a table in this network namespace, read by netlink: sock_diag(7).
std::vector<Socket> DumpSockets(SocketTable table);

/// Returns the sockets of a table, read from a directory such as /proc/net.
std::vector<Socket> ReadSockets(const std::string& directory, SocketTable table);

/// Returns the inode of the socket that an entry of /proc/PID/fd leads to; nothing if it is no socket.
std::optional<uint64_t> SocketInode(const Host& host, const Directory& directory, const std::string& name);

/// The sockets of one kind by inode, read once per network namespace during a call.
class NamespaceSockets {
 public:
  NamespaceSockets(const Host& host, const std::string& kind);

  /// Returns those of the network namespace of a process.
  const std::unordered_map<uint64_t, Connection>& Of(const Directory& process);

 private:
  const Host& host_;
  int tables_;
  std::string own_;
  std::unordered_map<std::string, std::unordered_map<uint64_t, Connection>> sockets_;
};

}  // namespace psutil
