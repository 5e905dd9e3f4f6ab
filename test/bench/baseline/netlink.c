// Netlink dump requests.
#include <linux/netlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "baseline.h"

int netlink_socket(int protocol) {
  const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
  if (fd < 0) fail("socket");
  return fd;
}

long netlink_dump(int fd, const void* request, size_t size, void (*visit)(const void* message)) {
  static char answer[1 << 16];
  if (send(fd, request, size, 0) < 0) fail("send");
  for (long found = 0;;) {
    int left = recv(fd, answer, sizeof answer, 0);
    if (left < 0) fail("recv");
    for (struct nlmsghdr* message = (struct nlmsghdr*)answer; NLMSG_OK(message, left);
         message = NLMSG_NEXT(message, left)) {
      if (message->nlmsg_type == NLMSG_DONE || message->nlmsg_type == NLMSG_ERROR) return found;
      ++found;
      if (visit) visit(NLMSG_DATA(message));
    }
  }
}
