#include "socket_address_parser.h"

#include <arpa/inet.h>

#include <algorithm>

#include "../bsd/sockets_parser.h"
#include "../core/bytes.h"

namespace psutil {

namespace {

// AF_UNIX, AF_INET and AF_INET6, which is another number on other systems.
constexpr int kFreebsdUnix = 1, kFreebsdInet = 2, kFreebsdInet6 = 28;

// struct sockaddr and those that begin like it: the length in bytes, the family, and the port or the path.
constexpr size_t kLengthOfAddress = 0, kFamilyOfAddress = 1, kPortOrPath = 2;

}  // namespace

std::optional<AddressFamily> FreebsdFamily(int number) {
  if (number == kFreebsdUnix) return AddressFamily::kUnix;
  if (number == kFreebsdInet) return AddressFamily::kInet;
  if (number == kFreebsdInet6) return AddressFamily::kInet6;
  return std::nullopt;
}

std::optional<SocketAddress> ParseSocketAddress(std::string_view bytes) {
  constexpr size_t kInetAddress = 4, kInetSize = 4, kInet6Address = 8, kInet6Size = 16;
  const int family = ReadAt<uint8_t>(bytes, kFamilyOfAddress);
  if (family != kFreebsdInet && family != kFreebsdInet6) return std::nullopt;
  const bool is_inet = family == kFreebsdInet;
  const size_t start = is_inet ? kInetAddress : kInet6Address, size = is_inet ? kInetSize : kInet6Size;
  if (bytes.size() < start + size) throw SystemError(EBADMSG, "sysctl");
  return SocketAddress{AddressText(bytes.substr(start, size)), ntohs(ReadAt<uint16_t>(bytes, kPortOrPath))};
}

std::string ParseUnixPath(std::string_view bytes) {
  constexpr size_t kMaxLength = 106;  // sizeof(sockaddr_un)
  const size_t length = std::min<size_t>(ReadAt<uint8_t>(bytes, kLengthOfAddress), kMaxLength);
  if (ReadAt<uint8_t>(bytes, kFamilyOfAddress) != kFreebsdUnix || length <= kPortOrPath) return "";
  return TextAt(bytes, kPortOrPath, length - kPortOrPath);
}

SocketAddress AnyAddress(AddressFamily family) { return {family == AddressFamily::kInet ? "0.0.0.0" : "::", 0}; }

}  // namespace psutil
