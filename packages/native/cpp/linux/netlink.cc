#include "netlink.h"

#include <sys/socket.h>

#include <climits>
#include <memory>

#include "file.h"

namespace psutil {

namespace {

// The kernel fills the buffer: a larger one takes fewer calls.
constexpr size_t kAnswer = 1 << 17;

int ErrorOf(const nlmsghdr* message) {
  const int error = PayloadOf<nlmsgerr>(message).error;
  return error < 0 && error > INT_MIN ? -error : EIO;
}

}  // namespace

void SendNetlinkDump(const NetlinkProtocol& protocol, const nlmsghdr& dump,
                     const std::function<void(nlmsghdr*)>& visit) {
  const auto fail = [&](int code, const char* call) { throw SystemError(code, call, protocol.name); };
  const Fd netlink(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, protocol.number));
  if (netlink.get() < 0) fail(errno, "socket");
  if (send(netlink.get(), &dump, dump.nlmsg_len, 0) < 0) fail(errno, "send");
  const std::unique_ptr<char[]> answer(new char[kAnswer]);
  for (;;) {
    const ssize_t count = recv(netlink.get(), answer.get(), kAnswer, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) fail(count < 0 ? errno : EIO, "recv");
    // NLMSG_NEXT makes it negative after a last message whose length is not aligned.
    auto rest = static_cast<int>(count);
    for (auto* message = reinterpret_cast<nlmsghdr*>(answer.get()); NLMSG_OK(message, rest);
         message = NLMSG_NEXT(message, rest)) {
      if (message->nlmsg_type == NLMSG_DONE) return;
      if (message->nlmsg_type == NLMSG_ERROR) fail(ErrorOf(message), "recv");
      visit(message);
    }
  }
}

void ForEachAttribute(nlmsghdr* message, size_t size, const std::function<void(rtattr*)>& visit) {
  auto rest = static_cast<int>(message->nlmsg_len) - static_cast<int>(NLMSG_LENGTH(size));
  auto* attribute = reinterpret_cast<rtattr*>(static_cast<char*>(NLMSG_DATA(message)) + NLMSG_ALIGN(size));
  for (; RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest)) visit(attribute);
}

}  // namespace psutil
