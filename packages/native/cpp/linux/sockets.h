#pragma once

#include "../core/connections.h"

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

/// The sockets of a table as a folder such as /proc/net has them.
std::vector<Socket> ReadSockets(const std::string& folder, SocketTable table);
