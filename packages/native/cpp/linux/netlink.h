#pragma once

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <cerrno>
#include <cstring>
#include <functional>

#include "../core/error.h"

namespace psutil {

/// A dump request of a netlink protocol: netlink(7).
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

/// A netlink protocol, and its name for errors.
struct NetlinkProtocol {
  int number;
  const char* name;
};

/// Sends a request and calls `visit` with each message of the response. Throws SystemError.
void SendNetlinkDump(const NetlinkProtocol& protocol, const nlmsghdr& dump,
                     const std::function<void(nlmsghdr*)>& visit);

/// Returns the payload of a message. Throws SystemError where the message is shorter.
template <class Payload>
Payload PayloadOf(const nlmsghdr* message) {
  if (message->nlmsg_len < NLMSG_LENGTH(sizeof(Payload))) throw SystemError(EIO, "recv");
  Payload payload;
  std::memcpy(&payload, NLMSG_DATA(message), sizeof payload);
  return payload;
}

/// Calls `visit` with each attribute after the first `size` bytes of a message.
void ForEachAttribute(nlmsghdr* message, size_t size, const std::function<void(rtattr*)>& visit);

}  // namespace psutil
