#include "socket_parser.h"

#include <arpa/inet.h>

#include "../bsd/sockets_parser.h"
#include "../core/bytes.h"

namespace psutil {

namespace {

// SOCKINFO_IN, SOCKINFO_TCP and SOCKINFO_UN of sys/proc_info.h; AF_INET and AF_INET6, which is another number on other
// systems.
constexpr int kKindInet = 1, kKindTcp = 2, kKindUnix = 3;
constexpr int kDarwinInet = 2, kDarwinInet6 = 30;

ConnectionStatus TcpStateOf(uint32_t state) {
  constexpr uint32_t kReserved = 11;
  return state == kReserved ? ConnectionStatus::kClose : TcpStatus(state);
}

/// The port is in network byte order in the low half of its field.
int PortAt(std::string_view bytes, size_t offset) { return ntohs(ReadAt<uint16_t>(bytes, offset)); }

SocketAddress AddressAt(std::string_view bytes, size_t address, size_t port, bool is_inet6) {
  constexpr size_t kInetInInet6 = 12, kInetSize = 4, kInet6Size = 16;
  if (bytes.size() < address + kInet6Size) throw SystemError(EBADMSG, "proc_pidfdinfo");
  const std::string_view text = bytes.substr(address, kInet6Size);
  return {AddressText(is_inet6 ? text : text.substr(kInetInInet6, kInetSize)), PortAt(bytes, port)};
}

}  // namespace

std::optional<Connection> ParseSocket(std::string_view bytes) {
  using namespace socket_offset;
  const auto family = ReadAt<int32_t>(bytes, kFamily);
  const auto kind = ReadAt<int32_t>(bytes, kKind);
  Connection connection;
  connection.type = BsdSocketType(ReadAt<int32_t>(bytes, kType));
  if (kind == kKindUnix) {
    connection.family = AddressFamily::kUnix;
    connection.path = TextAt(bytes, kUnixPath, kUnixPathSize);
    return connection;
  }
  const bool is_inet6 = family == kDarwinInet6;
  if ((kind != kKindInet && kind != kKindTcp) || (!is_inet6 && family != kDarwinInet)) return std::nullopt;
  connection.family = is_inet6 ? AddressFamily::kInet6 : AddressFamily::kInet;
  connection.laddr = AddressAt(bytes, kLocal, kLocalPort, is_inet6);
  SocketAddress remote = AddressAt(bytes, kRemote, kRemotePort, is_inet6);
  if (remote.port != 0) connection.raddr = std::move(remote);
  // The TSI_S_ constants of sys/proc_info.h are those of TCPS_, and one more for a socket that is closed.
  if (kind == kKindTcp) connection.status = TcpStateOf(ReadAt<uint32_t>(bytes, kTcpState));
  return connection;
}

}  // namespace psutil
