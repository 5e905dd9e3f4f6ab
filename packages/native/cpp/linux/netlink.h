#pragma once

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <functional>

namespace psutil {

/// A question of a protocol for all that there is of something: netlink(7).
template <class Request>
struct NetlinkDump {
  nlmsghdr header{};
  Request request{};

  explicit NetlinkDump(unsigned short type) {
    header.nlmsg_len = sizeof *this;
    header.nlmsg_type = type;
    header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  }
};

/// A protocol, and its name for errors.
struct NetlinkProtocol {
  int number;
  const char* name;
};

/// Asks the kernel, and gives each message of the answer to `visit`. Throws SystemError.
void AskNetlink(const NetlinkProtocol& protocol, const nlmsghdr& question, const std::function<void(nlmsghdr*)>& visit);

/// Gives each attribute behind the first `size` bytes of a message to `visit`.
void ForEachAttribute(nlmsghdr* message, size_t size, const std::function<void(rtattr*)>& visit);

}  // namespace psutil
