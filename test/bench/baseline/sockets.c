// T7: all IPv4 and IPv6 sockets and their processes.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "baseline.h"

static int proc, diag, directory;

static void prepare_diag(char** arguments) {
  (void)arguments;
  proc = open_or_fail("/proc", O_RDONLY | O_DIRECTORY);
  diag = netlink_socket(NETLINK_SOCK_DIAG);
}

static long dump(int family, int protocol) {
  const struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 sockets;
  } request = {
      {sizeof request, SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, 0, 0},
      {.sdiag_family = family, .sdiag_protocol = protocol, .idiag_states = -1},
  };
  return netlink_dump(diag, &request, sizeof request, NULL);
}

static void visit_descriptor(int fd, const char* name) {
  struct stat of;
  (void)fd, fstatat(directory, name, &of, 0);
}

static void visit_process(int pid, const char* name) {
  char path[32];
  (void)pid;
  strcpy(stpcpy(path, name), "/fd");
  directory = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  each_number(directory, visit_descriptor);
  close(directory);
}

static long connections(void) {
  const long found = dump(AF_INET, IPPROTO_TCP) + dump(AF_INET6, IPPROTO_TCP) + dump(AF_INET, IPPROTO_UDP) +
                     dump(AF_INET6, IPPROTO_UDP);
  lseek(proc, 0, SEEK_SET);
  each_number(proc, visit_process);
  return found;
}

const struct task socket_tasks[] = {
    {"T7", prepare_diag, connections},
    {NULL, NULL, NULL},
};
