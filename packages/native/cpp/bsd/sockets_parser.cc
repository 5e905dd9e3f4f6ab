#include "sockets_parser.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace psutil {

namespace {

// In the order of their numbers, from 0.
constexpr ConnectionStatus kTcpStatuses[] = {
    ConnectionStatus::kClose,    ConnectionStatus::kListen,      ConnectionStatus::kSynSent,
    ConnectionStatus::kSynRecv,  ConnectionStatus::kEstablished, ConnectionStatus::kCloseWait,
    ConnectionStatus::kFinWait1, ConnectionStatus::kClosing,     ConnectionStatus::kLastAck,
    ConnectionStatus::kFinWait2, ConnectionStatus::kTimeWait,
};

struct BsdSocketKind {
  std::string_view name;
  bool inet, inet6, unix_domain, tcp, udp;
};

constexpr BsdSocketKind kBsdSocketKinds[] = {
    {"all", true, true, true, true, true},      {"inet", true, true, false, true, true},
    {"inet4", true, false, false, true, true},  {"inet6", false, true, false, true, true},
    {"tcp", true, true, false, true, false},    {"tcp4", true, false, false, true, false},
    {"tcp6", false, true, false, true, false},  {"udp", true, true, false, false, true},
    {"udp4", true, false, false, false, true},  {"udp6", false, true, false, false, true},
    {"unix", false, false, true, false, false},
};

}  // namespace

ConnectionStatus TcpStatus(uint32_t state) {
  return state < std::size(kTcpStatuses) ? kTcpStatuses[state] : ConnectionStatus::kNone;
}

SocketType BsdSocketType(int type) {
  constexpr int kDatagram = 2, kSeqpacket = 5;
  if (type == kDatagram) return SocketType::kDgram;
  return type == kSeqpacket ? SocketType::kSeqpacket : SocketType::kStream;
}

std::string AddressText(std::string_view bytes) {
  std::array<char, 64> text{};
  inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text.data(), text.size());
  return text.data();
}

bool IsSocketOfKind(const Connection& connection, std::string_view kind) {
  const auto known = std::find_if(std::begin(kBsdSocketKinds), std::end(kBsdSocketKinds),
                                  [&](const BsdSocketKind& each) { return each.name == kind; });
  if (known == std::end(kBsdSocketKinds)) return false;
  if (connection.family == AddressFamily::kUnix) return known->unix_domain;
  const bool has_type = connection.type == SocketType::kStream ? known->tcp : known->udp;
  return has_type && (connection.family == AddressFamily::kInet6 ? known->inet6 : known->inet);
}

}  // namespace psutil
