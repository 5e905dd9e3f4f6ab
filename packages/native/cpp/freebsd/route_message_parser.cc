#include "route_message_parser.h"

#include <cstdint>

#include "../core/bytes.h"

namespace psutil {

namespace {

// struct sockaddr_dl: the length of the name, and the name with the hardware address.
constexpr size_t kLinkNameLength = 5;
constexpr size_t kLinkName = 8;

}  // namespace

void ForEachRouteMessage(std::string_view bytes, unsigned type,
                         const std::function<void(std::string_view message)>& visit) {
  constexpr size_t kMessageType = 3;
  constexpr size_t kShortest = 4;
  while (!bytes.empty()) {
    const size_t length = ReadAt<uint16_t>(bytes, 0);
    if (length < kShortest || length > bytes.size()) throw SystemError(EBADMSG, "sysctl");
    const std::string_view message = bytes.substr(0, length);
    if (ReadAt<uint8_t>(message, kMessageType) == type) visit(message);
    bytes.remove_prefix(length);
  }
}

std::string InterfaceName(std::string_view message, size_t header_size) {
  if (message.size() < header_size + kLinkName) return "";
  const std::string_view link = message.substr(header_size);
  return TextAt(link, kLinkName, ReadAt<uint8_t>(link, kLinkNameLength));
}

}  // namespace psutil
