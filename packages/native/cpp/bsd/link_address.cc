#include <sys/types.h>
// After sys/types.h.
#include <net/if_dl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstddef>

#include "../posix/interface_addresses.h"

namespace psutil {

std::string HardwareAddress(const sockaddr* address) {
  if (address->sa_family != AF_LINK) return "";
  const auto* bytes = reinterpret_cast<const unsigned char*>(address);
  const size_t name_length = bytes[offsetof(sockaddr_dl, sdl_nlen)];
  const size_t start = offsetof(sockaddr_dl, sdl_data) + name_length;
  // The address follows the name, possibly beyond the declared field.
  const size_t end =
      std::min<size_t>(bytes[offsetof(sockaddr_dl, sdl_len)], start + bytes[offsetof(sockaddr_dl, sdl_alen)]);
  return end > start ? FormatHardwareAddress(bytes + start, static_cast<int>(end - start)) : "";
}

}  // namespace psutil
