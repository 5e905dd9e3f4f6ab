#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>

#include "../core/error.h"
#include "file.h"
#include "sockets.h"

namespace {

template <class Request>
struct Message {
  nlmsghdr header{};
  Request request{};

  Message() {
    header.nlmsg_len = sizeof *this;
    header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  }
};

[[noreturn]] void Fail(int code, const char* call) { throw SystemError(code, call, "netlink:sock_diag"); }

template <class Request>
void Send(const Fd& netlink, const Message<Request>& message) {
  if (send(netlink.get(), &message, sizeof message, 0) < 0) Fail(errno, "send");
}

/// Gives each message of an answer to `visit`.
void Receive(const Fd& netlink, const std::function<void(nlmsghdr*)>& visit) {
  std::vector<char> buffer(1 << 17);
  for (;;) {
    const ssize_t count = recv(netlink.get(), buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) Fail(count < 0 ? errno : EIO, "recv");
    auto rest = static_cast<unsigned>(count);
    for (auto* header = reinterpret_cast<nlmsghdr*>(buffer.data()); NLMSG_OK(header, rest);
         header = NLMSG_NEXT(header, rest)) {
      if (header->nlmsg_type == NLMSG_DONE) return;
      if (header->nlmsg_type == NLMSG_ERROR) Fail(-static_cast<nlmsgerr*>(NLMSG_DATA(header))->error, "recv");
      visit(header);
    }
  }
}

Socket ReadInet(SocketTable table, nlmsghdr* header) {
  inet_diag_msg told;
  std::memcpy(&told, NLMSG_DATA(header), sizeof told);
  Socket socket = MakeSocket(table, told.idiag_inode, 0, told.idiag_state);
  socket.connection.laddr = MakeAddress(table, told.id.idiag_src, ntohs(told.id.idiag_sport));
  if (told.id.idiag_dport != 0) {
    socket.connection.raddr = MakeAddress(table, told.id.idiag_dst, ntohs(told.id.idiag_dport));
  }
  return socket;
}

/// The name of a UNIX socket: a path that ends at a NUL or, where that stands first, any bytes, of which the kernel's
/// own listing shows each NUL as '@'.
std::string NameOf(std::string name) {
  if (!name.empty() && name[0] != '\0') return name.substr(0, name.find('\0'));
  std::replace(name.begin(), name.end(), '\0', '@');
  return name;
}

Socket ReadUnix(nlmsghdr* header) {
  unix_diag_msg told;
  std::memcpy(&told, NLMSG_DATA(header), sizeof told);
  Socket socket = MakeSocket(kUnix, told.udiag_ino, told.udiag_type, 0);
  socket.connection.path = std::string();
  auto rest = static_cast<int>(header->nlmsg_len - NLMSG_LENGTH(sizeof told));
  auto* attribute = reinterpret_cast<rtattr*>(static_cast<char*>(NLMSG_DATA(header)) + NLMSG_ALIGN(sizeof told));
  for (; RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest)) {
    if (attribute->rta_type != UNIX_DIAG_NAME) continue;
    socket.connection.path = NameOf({static_cast<const char*>(RTA_DATA(attribute)), RTA_PAYLOAD(attribute)});
  }
  return socket;
}

}  // namespace

std::vector<Socket> DumpSockets(SocketTable table) {
  const Fd netlink(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  if (netlink.get() < 0) Fail(errno, "socket");
  if (table == kUnix) {
    Message<unix_diag_req> message;
    message.request.sdiag_family = AF_UNIX;
    message.request.udiag_states = ~0U;
    message.request.udiag_show = UDIAG_SHOW_NAME;
    Send(netlink, message);
  } else {
    Message<inet_diag_req_v2> message;
    message.request.sdiag_family = table == kTcp4 || table == kUdp4 ? AF_INET : AF_INET6;
    message.request.sdiag_protocol = table == kTcp4 || table == kTcp6 ? IPPROTO_TCP : IPPROTO_UDP;
    message.request.idiag_states = ~(1U << 13);  // sockets that are bound and no more, which no other listing has
    Send(netlink, message);
  }
  std::vector<Socket> sockets;
  Receive(netlink,
          [&](nlmsghdr* header) { sockets.push_back(table == kUnix ? ReadUnix(header) : ReadInet(table, header)); });
  return sockets;
}
