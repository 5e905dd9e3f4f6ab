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

constexpr NetlinkProtocol kSockDiag = {NETLINK_SOCK_DIAG, "netlink:sock_diag", SOCK_DIAG_BY_FAMILY};

void ReadInet(SocketTable table, std::string_view bytes, std::vector<Socket>& sockets) {
  const auto message = ReadAs<inet_diag_msg>(bytes);
  Socket socket = MakeSocket(table, message.idiag_inode, 0, message.idiag_state);
  socket.connection.laddr = MakeAddress(table, message.id.idiag_src, ntohs(message.id.idiag_sport));
  if (message.id.idiag_dport != 0) {
    socket.connection.raddr = MakeAddress(table, message.id.idiag_dst, ntohs(message.id.idiag_dport));
  }
  sockets.push_back(std::move(socket));
}

/// Returns the name of a UNIX socket: a path up to a NUL or, if it starts with a NUL, an abstract name of any bytes, in
/// which /proc/net/unix shows each NUL as '@'.
std::string PathOf(std::string name) {
  if (!name.empty() && name[0] != '\0') return name.substr(0, name.find('\0'));
  std::replace(name.begin(), name.end(), '\0', '@');
  return name;
}

/// Adds a UNIX socket and, if connections to it wait for accept(2), the socket of one of them: as in /proc/net/unix,
/// they have the name of the listener and no inode, so that all of them are alike. The kernel sends no message for
/// these. https://github.com/torvalds/linux/blob/master/net/unix/diag.c
void ReadUnix(std::string_view bytes, std::vector<Socket>& sockets) {
  const auto message = ReadAs<unix_diag_msg>(bytes);
  Socket socket = MakeSocket(kUnix, message.udiag_ino, message.udiag_type, 0);
  socket.connection.path = std::string();
  bool has_pending = false;
  ForEachAttribute(bytes, sizeof message, [&](unsigned short type, std::string_view value) {
    if (type == UNIX_DIAG_NAME) socket.connection.path = PathOf(std::string(value));
    if (type == UNIX_DIAG_ICONS) has_pending = !value.empty();
  });
  sockets.push_back(socket);
  if (!has_pending) return;
  socket.inode = 0;
  sockets.push_back(std::move(socket));
}

}  // namespace

std::vector<Socket> DumpSockets(SocketTable table) {
  if (table == kUnix) {
    NetlinkDump<unix_diag_req> dump(SOCK_DIAG_BY_FAMILY);
    dump.request.sdiag_family = AF_UNIX;
    dump.request.udiag_states = ~0U;
    dump.request.udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_ICONS;
    return DumpNetlink<Socket>(kSockDiag, dump.header, ReadUnix);
  }
  NetlinkDump<inet_diag_req_v2> dump(SOCK_DIAG_BY_FAMILY);
  dump.request.sdiag_family = table == kTcp4 || table == kUdp4 ? AF_INET : AF_INET6;
  dump.request.sdiag_protocol = table == kTcp4 || table == kTcp6 ? IPPROTO_TCP : IPPROTO_UDP;
  dump.request.idiag_states = ~(1U << 13);  // without bound-only sockets, which no other listing has
  return DumpNetlink<Socket>(kSockDiag, dump.header, [=](std::string_view bytes, std::vector<Socket>& sockets) {
    ReadInet(table, bytes, sockets);
  });
}

}  // namespace psutil
