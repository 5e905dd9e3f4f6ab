#pragma once

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <string_view>
#include <vector>

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
    header.nlmsg_seq = kSequence;
  }

  /// The number of the only request that is sent on a socket.
  static constexpr unsigned kSequence = 1;
};

/// A netlink protocol, its name for errors, and the type of the messages that it returns.
struct NetlinkProtocol {
  int number;
  const char* name;
  unsigned short reply;
};

/// Copies a structure from the start of a message. Throws SystemError where the message is shorter.
template <class T>
T ReadAs(std::string_view bytes) {
  T value;
  if (bytes.size() < sizeof value) throw SystemError(EBADMSG, "recvmsg");
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

/// Sends a request and calls `visit` with the content of each message of the response. Returns false if the listed
/// objects changed meanwhile, so that some may be missing. Throws SystemError.
bool SendNetlinkDump(const NetlinkProtocol& protocol, const nlmsghdr& dump,
                     const std::function<void(std::string_view)>& visit);

/// Sends a request and returns the rows that `read` adds for the content of each message. Throws SystemError.
template <class Row>
std::vector<Row> DumpNetlink(const NetlinkProtocol& protocol, const nlmsghdr& dump,
                             const std::function<void(std::string_view, std::vector<Row>&)>& read) {
  constexpr int kMaxAttempts = 3;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    std::vector<Row> rows;
    if (SendNetlinkDump(protocol, dump, [&](std::string_view message) { read(message, rows); })) return rows;
  }
  throw SystemError(EAGAIN, "recvmsg", protocol.name);
}

/// Calls `visit` with the type and the value of each attribute after the first `size` bytes of a message. Throws
/// SystemError where a length exceeds the message.
void ForEachAttribute(std::string_view message, size_t size,
                      const std::function<void(unsigned short type, std::string_view value)>& visit);

}  // namespace psutil
