#include "netlink.h"

#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "file.h"

namespace psutil {

namespace {

// The kernel fills the buffer: a larger one takes fewer calls.
constexpr size_t kAnswer = 1 << 17;

// MAX_ERRNO of include/linux/err.h.
constexpr int kMaxError = 4095;

struct Message {
  nlmsghdr header;
  std::string_view content;
};

/// The state of a dump after a datagram.
struct Progress {
  bool is_done = false;
  bool is_inconsistent = false;
};

/// Receives a datagram of the kernel; those of other senders are ignored.
std::string_view Receive(const Fd& netlink, char* buffer) {
  for (;;) {
    sockaddr_nl from{};
    iovec space{buffer, kAnswer};
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof from;
    message.msg_iov = &space;
    message.msg_iovlen = 1;
    const ssize_t count = recvmsg(netlink.get(), &message, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw SystemError(count < 0 ? errno : EIO, "recvmsg");
    if (message.msg_flags & MSG_TRUNC) throw SystemError(EMSGSIZE, "recvmsg");
    if (from.nl_pid == 0) return {buffer, static_cast<size_t>(count)};
  }
}

/// Splits the next message off a datagram. Throws SystemError where its length is wrong.
Message NextMessage(std::string_view& rest) {
  const auto header = ReadAs<nlmsghdr>(rest);
  const size_t length = header.nlmsg_len;
  if (length < NLMSG_HDRLEN || length > rest.size()) throw SystemError(EBADMSG, "recvmsg");
  const Message message{header, rest.substr(NLMSG_HDRLEN, length - NLMSG_HDRLEN)};
  rest.remove_prefix(std::min<size_t>(NLMSG_ALIGN(length), rest.size()));
  return message;
}

/// Throws the error that a message of the type NLMSG_ERROR or NLMSG_DONE starts with, unless it is 0.
void CheckError(std::string_view content) {
  const int error = ReadAs<int>(content);
  if (error >= 0) return;
  throw SystemError(error >= -kMaxError ? -error : EBADMSG, "recvmsg");
}

Progress ReadDatagram(std::string_view rest, const NetlinkProtocol& protocol, const nlmsghdr& dump,
                      const std::function<void(std::string_view)>& visit) {
  Progress progress;
  while (!rest.empty() && !progress.is_done) {
    const Message message = NextMessage(rest);
    if (message.header.nlmsg_seq != dump.nlmsg_seq) continue;
    // The objects changed between two parts of the dump: nl_dump_check_consistent() of include/net/netlink.h.
    if (message.header.nlmsg_flags & NLM_F_DUMP_INTR) progress.is_inconsistent = true;
    const auto type = message.header.nlmsg_type;
    // A dump that fails ends with a negative error number, such as ENOENT of a kernel without udp_diag.
    if (type == NLMSG_DONE || type == NLMSG_ERROR) CheckError(message.content);
    if (type == NLMSG_DONE) progress.is_done = true;
    if (type == protocol.reply) visit(message.content);
  }
  return progress;
}

}  // namespace

bool SendNetlinkDump(const NetlinkProtocol& protocol, const nlmsghdr& dump,
                     const std::function<void(std::string_view)>& visit) try {
  const Fd netlink(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, protocol.number));
  if (netlink.get() < 0) throw SystemError(errno, "socket");
  if (send(netlink.get(), &dump, dump.nlmsg_len, 0) < 0) throw SystemError(errno, "send");
  const std::unique_ptr<char[]> answer(new char[kAnswer]);
  bool is_consistent = true;
  for (Progress progress; !progress.is_done;) {
    progress = ReadDatagram(Receive(netlink, answer.get()), protocol, dump, visit);
    if (progress.is_inconsistent) is_consistent = false;
  }
  return is_consistent;
} catch (const SystemError& error) {
  throw SystemError(error.failure.code, error.failure.call, protocol.name);
}

void ForEachAttribute(std::string_view message, size_t size,
                      const std::function<void(unsigned short type, std::string_view value)>& visit) {
  message.remove_prefix(std::min<size_t>(NLMSG_ALIGN(size), message.size()));
  while (!message.empty()) {
    const auto attribute = ReadAs<rtattr>(message);
    const size_t length = attribute.rta_len;
    if (length < sizeof attribute || length > message.size()) throw SystemError(EBADMSG, "recvmsg");
    visit(attribute.rta_type, message.substr(sizeof attribute, length - sizeof attribute));
    message.remove_prefix(std::min<size_t>(RTA_ALIGN(length), message.size()));
  }
}

}  // namespace psutil
