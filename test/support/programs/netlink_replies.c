// A library for LD_PRELOAD that replaces the datagrams which netlink sockets receive by those in the file
// $NETLINK_REPLIES. Each line is the protocol of the socket, the port of the sender, the flags of recvmsg(2) and the
// bytes in hexadecimal. The lines of a protocol are returned in turn; after the last of them, the kernel is asked again.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

static int protocol_of(int fd) {
  int domain = 0;
  int protocol = 0;
  socklen_t size = sizeof domain;
  if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0 || domain != AF_NETLINK) return -1;
  return getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) == 0 ? protocol : -1;
}

// The number of lines that were returned, by protocol.
static int returned[64];

static ssize_t next_reply(int wanted, struct msghdr* message) {
  static char bytes[1 << 18];
  FILE* file = fopen(getenv("NETLINK_REPLIES"), "r");
  if (!file) return -1;
  int protocol;
  unsigned port;
  int flags;
  ssize_t count = -1;
  for (int line = 0; fscanf(file, "%d %u %d %262143s", &protocol, &port, &flags, bytes) == 4;) {
    if (protocol != wanted || line++ != returned[wanted]) continue;
    struct sockaddr_nl from = {.nl_family = AF_NETLINK, .nl_pid = port};
    if (message->msg_name) memcpy(message->msg_name, &from, sizeof from);
    message->msg_flags = flags;
    unsigned char* to = message->msg_iov[0].iov_base;
    for (count = 0; bytes[2 * count] > ' ' && sscanf(bytes + 2 * count, "%2hhx", to + count) == 1;) ++count;
    ++returned[wanted];
    break;
  }
  fclose(file);
  return count;
}

ssize_t recvmsg(int fd, struct msghdr* message, int flags) {
  const int protocol = protocol_of(fd);
  const ssize_t count = protocol >= 0 && protocol < 64 ? next_reply(protocol, message) : -1;
  if (count >= 0) return count;
  ssize_t (*next)(int, struct msghdr*, int) = dlsym(RTLD_NEXT, "recvmsg");
  return next(fd, message, flags);
}
