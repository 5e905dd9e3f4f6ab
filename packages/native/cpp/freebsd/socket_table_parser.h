#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "../core/connections.h"

namespace psutil {

/// The used offsets of the structures in the tables of sockets; layout.cc compares them with the headers of the
/// system.
namespace xfile_offset {
constexpr size_t kSize = 128, kPid = 8, kDescriptor = 16, kType = 32, kData = 56;
}  // namespace xfile_offset
namespace xinpgen_offset {
constexpr size_t kSize = 64, kUnixSize = 32, kGeneration = 16;
}  // namespace xinpgen_offset
namespace xsocket_offset {
constexpr size_t kSocket = 8, kControlBlock = 16, kFamily = 100, kType = 156;
}  // namespace xsocket_offset
namespace xinpcb_offset {
constexpr size_t kSize = 400, kSocket = 8, kRemotePort = 252, kLocalPort = 254, kRemote = 256, kLocal = 272;
constexpr size_t kVersions = 392, kInTcp = 8, kTcpSize = 744, kTcpState = 568;
}  // namespace xinpcb_offset
namespace xunpcb_offset {
constexpr size_t kSize = 904, kAddress = 152, kSocket = 664;
}  // namespace xunpcb_offset

/// A descriptor of a socket.
struct SocketOwner {
  int pid = 0;
  int fd = 0;
};

/// The descriptors of each socket, by its address in the kernel.
using SocketOwners = std::map<uint64_t, std::vector<SocketOwner>>;

/// Parses `kern.file`. Throws SystemError for a part of a file, or where the structure has another size.
SocketOwners ParseSocketOwners(std::string_view bytes);

/// A socket in a table of the kernel.
struct SocketRow {
  uint64_t socket = 0;         // address in the kernel; 0 for a connection that is left without a socket
  uint64_t control_block = 0;  // address in the kernel
  Connection connection;
};

/// A table of sockets, and whether it changed while it was copied.
struct SocketTable {
  std::vector<SocketRow> rows;
  bool has_changed = false;
};

/// Parse `net.inet.tcp.pcblist`, `net.inet.udp.pcblist` and those of UNIX domain sockets. Throw SystemError.
SocketTable ParseTcpTable(std::string_view bytes);
SocketTable ParseUdpTable(std::string_view bytes);
SocketTable ParseUnixTable(std::string_view bytes);

}  // namespace psutil
