#include "socket_parser.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

// SOCKINFO_IN, SOCKINFO_TCP and SOCKINFO_UN of sys/proc_info.h; AF_INET and AF_INET6, which is another number on other
// systems.
constexpr int kKindInet = 1, kKindTcp = 2, kKindUnix = 3;
constexpr int kDarwinInet = 2, kDarwinInet6 = 30;

// The TSI_S_ constants of sys/proc_info.h, in their order from 0.
constexpr ConnectionStatus kTcpStates[] = {
    ConnectionStatus::kClose,    ConnectionStatus::kListen,      ConnectionStatus::kSynSent,
    ConnectionStatus::kSynRecv,  ConnectionStatus::kEstablished, ConnectionStatus::kCloseWait,
    ConnectionStatus::kFinWait1, ConnectionStatus::kClosing,     ConnectionStatus::kLastAck,
    ConnectionStatus::kFinWait2, ConnectionStatus::kTimeWait,    ConnectionStatus::kClose,  // TSI_S_RESERVED
};

ConnectionStatus TcpState(std::string_view bytes) {
  const auto state = ReadAt<uint32_t>(bytes, socket_offset::kTcpState);
  return state < std::size(kTcpStates) ? kTcpStates[state] : ConnectionStatus::kNone;
}

SocketType TypeOf(int type) {
  constexpr int kDarwinDatagram = 2, kDarwinSeqpacket = 5;
  if (type == kDarwinDatagram) return SocketType::kDgram;
  return type == kDarwinSeqpacket ? SocketType::kSeqpacket : SocketType::kStream;
}

/// The port is in network byte order in the low half of its field.
int PortAt(std::string_view bytes, size_t offset) { return ntohs(ReadAt<uint16_t>(bytes, offset)); }

SocketAddress AddressAt(std::string_view bytes, size_t address, size_t port, bool is_inet6) {
  constexpr size_t kInetInInet6 = 12;
  std::array<char, 64> text{};
  if (is_inet6) {
    const auto inet6 = ReadAt<std::array<uint8_t, 16>>(bytes, address);
    inet_ntop(AF_INET6, inet6.data(), text.data(), text.size());
  } else {
    const auto inet = ReadAt<std::array<uint8_t, 4>>(bytes, address + kInetInInet6);
    inet_ntop(AF_INET, inet.data(), text.data(), text.size());
  }
  return {text.data(), PortAt(bytes, port)};
}

struct SocketKindName {
  std::string_view name;
  bool inet, inet6, unix_domain, tcp, udp;
};

constexpr SocketKindName kSocketKinds[] = {
    {"all", true, true, true, true, true},      {"inet", true, true, false, true, true},
    {"inet4", true, false, false, true, true},  {"inet6", false, true, false, true, true},
    {"tcp", true, true, false, true, false},    {"tcp4", true, false, false, true, false},
    {"tcp6", false, true, false, true, false},  {"udp", true, true, false, false, true},
    {"udp4", true, false, false, false, true},  {"udp6", false, true, false, false, true},
    {"unix", false, false, true, false, false},
};

}  // namespace

std::optional<Connection> ParseSocket(std::string_view bytes) {
  using namespace socket_offset;
  const auto family = ReadAt<int32_t>(bytes, kFamily);
  const auto kind = ReadAt<int32_t>(bytes, kKind);
  Connection connection;
  connection.type = TypeOf(ReadAt<int32_t>(bytes, kType));
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
  if (kind == kKindTcp) connection.status = TcpState(bytes);
  return connection;
}

bool IsOfKind(const Connection& connection, std::string_view kind) {
  const auto known = std::find_if(std::begin(kSocketKinds), std::end(kSocketKinds),
                                  [&](const SocketKindName& each) { return each.name == kind; });
  if (known == std::end(kSocketKinds)) return false;
  if (connection.family == AddressFamily::kUnix) return known->unix_domain;
  const bool has_type = connection.type == SocketType::kStream ? known->tcp : known->udp;
  return has_type && (connection.family == AddressFamily::kInet6 ? known->inet6 : known->inet);
}

}  // namespace psutil
