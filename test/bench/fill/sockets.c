// IPv4 and IPv6 sockets, TCP and UDP, some connected, with a hundred in each process.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fill.h"

union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

static socklen_t loopback(int family, union address* address) {
  memset(address, 0, sizeof *address);
  address->any.sa_family = family;
  if (family == AF_INET) return address->v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK), sizeof address->v4;
  address->v6.sin6_addr = in6addr_loopback;
  return sizeof address->v6;
}

static int bound(int family, int type) {
  union address address;
  const socklen_t length = loopback(family, &address);
  const int fd = socket(family, type, 0);
  if (fd < 0 || bind(fd, &address.any, length) != 0) fail("bind");
  if (type == SOCK_STREAM && listen(fd, 64) != 0) fail("listen");
  return fd;
}

// Closing the socket sends a reset, so that it does not linger in the kernel and disturb the next task.
static int without_linger(int fd) {
  const struct linger none = {1, 0};
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none) != 0) fail("socket");
  return fd;
}

static void connect_pair(int listener) {
  union address address;
  socklen_t length = sizeof address;
  getsockname(listener, &address.any, &length);
  if (connect(without_linger(socket(address.any.sa_family, SOCK_STREAM, 0)), &address.any, length) != 0)
    fail("connect");
  without_linger(accept(listener, NULL, NULL));
}

enum { kInProcess = 100, kOfEach = 10, kPairs = 30 };

static void hold(void) {
  int listener = -1;
  for (int i = 0; i < kOfEach; ++i) {
    bound(AF_INET6, SOCK_DGRAM);
    bound(AF_INET, SOCK_DGRAM);
    bound(AF_INET6, SOCK_STREAM);
    listener = bound(AF_INET, SOCK_STREAM);
  }
  for (int i = 0; i < kPairs; ++i) connect_pair(listener);
}

static int hold_in_process(void) {
  const int pid = start();
  if (pid > 0) return pid;
  hold();
  notify_ready();
  for (;;) pause();
}

int sockets(int count) {
  int pid = 0;
  for (int made = 0; made < count; made += kInProcess) pid = hold_in_process();
  return pid;
}
