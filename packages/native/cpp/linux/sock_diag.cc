#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sys/socket.h>

#include <algorithm>

#include "netlink.h"
#include "sockets.h"

namespace psutil {

namespace {

constexpr NetlinkProtocol kSockDiag = {NETLINK_SOCK_DIAG, "netlink:sock_diag"};

Socket ReadInet(SocketTable table, nlmsghdr* header) {
  const auto message = PayloadOf<inet_diag_msg>(header);
  Socket socket = MakeSocket(table, message.idiag_inode, 0, message.idiag_state);
  socket.connection.laddr = MakeAddress(table, message.id.idiag_src, ntohs(message.id.idiag_sport));
  if (message.id.idiag_dport != 0) {
    socket.connection.raddr = MakeAddress(table, message.id.idiag_dst, ntohs(message.id.idiag_dport));
  }
  return socket;
}

/// Returns the name of a UNIX socket: a path up to a NUL or, if it starts with a NUL, an abstract name of any bytes, in
/// which /proc/net/unix shows each NUL as '@'.
std::string NameOf(std::string name) {
  if (!name.empty() && name[0] != '\0') return name.substr(0, name.find('\0'));
  std::replace(name.begin(), name.end(), '\0', '@');
  return name;
}

Socket ReadUnix(nlmsghdr* header) {
  const auto message = PayloadOf<unix_diag_msg>(header);
  Socket socket = MakeSocket(kUnix, message.udiag_ino, message.udiag_type, 0);
  socket.connection.path = std::string();
  ForEachAttribute(header, sizeof message, [&](rtattr* attribute) {
    if (attribute->rta_type != UNIX_DIAG_NAME) return;
    socket.connection.path = NameOf({static_cast<const char*>(RTA_DATA(attribute)), RTA_PAYLOAD(attribute)});
  });
  return socket;
}

}  // namespace

std::vector<Socket> DumpSockets(SocketTable table) {
  std::vector<Socket> sockets;
  if (table == kUnix) {
    NetlinkDump<unix_diag_req> dump(SOCK_DIAG_BY_FAMILY);
    dump.request.sdiag_family = AF_UNIX;
    dump.request.udiag_states = ~0U;
    dump.request.udiag_show = UDIAG_SHOW_NAME;
    SendNetlinkDump(kSockDiag, dump.header, [&](nlmsghdr* message) { sockets.push_back(ReadUnix(message)); });
    return sockets;
  }
  NetlinkDump<inet_diag_req_v2> dump(SOCK_DIAG_BY_FAMILY);
  dump.request.sdiag_family = table == kTcp4 || table == kUdp4 ? AF_INET : AF_INET6;
  dump.request.sdiag_protocol = table == kTcp4 || table == kTcp6 ? IPPROTO_TCP : IPPROTO_UDP;
  dump.request.idiag_states = ~(1U << 13);  // without bound-only sockets, which no other listing has
  SendNetlinkDump(kSockDiag, dump.header, [&](nlmsghdr* message) { sockets.push_back(ReadInet(table, message)); });
  return sockets;
}

}  // namespace psutil
