// The messages of netlink(7). The linker option --wrap replaces the system calls by functions that return the input.

#include <fcntl.h>
#include <sanitizer/asan_interface.h>
#include <sys/socket.h>

#include <algorithm>

#include "linux/nic.h"
#include "linux/sockets.h"
#include "target.h"

namespace fuzz {

namespace {

/// The bytes that recv(2) returns at once; afterwards it returns 0.
std::string_view datagram;

template <psutil::SocketTable table>
void DumpSockets(const psutil::Host&, std::string_view input) {
  datagram = input;
  CheckCalls([] {
    std::vector<psutil::Connection> connections;
    for (auto& socket : psutil::DumpSockets(table)) connections.push_back(std::move(socket.connection));
    return connections;
  });
}

void DumpLinks(const psutil::Host&, std::string_view input) {
  datagram = input;
  CheckCalls([] { return psutil::ReadNicStats(psutil::Host()); });
}

}  // namespace

std::vector<Target> NetlinkTargets() {
  return {{"netlink-inet", {}, {}, {}, DumpSockets<psutil::kTcp6>},
          {"netlink-unix", {}, {}, {}, DumpSockets<psutil::kUnix>},
          {"netlink-links", {}, {}, {}, DumpLinks}};
}

}  // namespace fuzz

extern "C" int __wrap_socket(int, int, int) { return open("/dev/null", O_RDONLY | O_CLOEXEC); }

extern "C" int __wrap_ioctl(int, unsigned long, ...) { return -1; }

extern "C" ssize_t __wrap_send(int, const void*, size_t size, int) { return static_cast<ssize_t>(size); }

extern "C" ssize_t __wrap_recv(int, void* buffer, size_t size, int) {
  const size_t count = std::min(size, fuzz::datagram.size());
  auto* bytes = static_cast<char*>(buffer);
  ASAN_UNPOISON_MEMORY_REGION(bytes, size);
  std::copy_n(fuzz::datagram.data(), count, bytes);
  // A read of bytes that were not received is an error.
  ASAN_POISON_MEMORY_REGION(bytes + count, size - count);
  fuzz::datagram = {};
  return static_cast<ssize_t>(count);
}
