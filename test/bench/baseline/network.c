// T5: network interfaces.
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>

#include "baseline.h"

static int fd, control;

static void open_counters(char** arguments) { (void)arguments, fd = open_or_fail("/proc/net/dev", O_RDONLY); }

static long read_counters(void) { return reread(fd); }

static void open_route(char** arguments) {
  (void)arguments;
  fd = netlink_socket(NETLINK_ROUTE);
  control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (control < 0) fail("socket");
}

static long dump_links(void (*visit)(const void* message)) {
  static const struct {
    struct nlmsghdr header;
    struct ifinfomsg link;
    struct rtattr attribute;
    unsigned mask;
  } request = {
      {sizeof request, RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, 0, 0},
      {0},
      {RTA_LENGTH(sizeof(unsigned)), IFLA_EXT_MASK},
      RTEXT_FILTER_SKIP_STATS,
  };
  return netlink_dump(fd, &request, sizeof request, visit);
}

static long addresses(void) {
  static const struct {
    struct nlmsghdr header;
    struct ifaddrmsg address;
  } request = {{sizeof request, RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, 0, 0}, {0}};
  return dump_links(NULL) + netlink_dump(fd, &request, sizeof request, NULL);
}

// Speed and duplex mode, which are in no dump. The name is the first attribute of a link.
static void read_speed(const void* message) {
  struct ethtool_cmd link = {.cmd = ETHTOOL_GSET};
  struct ifreq request = {0};
  strncpy(request.ifr_name, RTA_DATA(IFLA_RTA(message)), IFNAMSIZ - 1);
  request.ifr_data = (char*)&link;
  ioctl(control, SIOCETHTOOL, &request);
}

static long stats(void) { return dump_links(read_speed); }

const struct task network_tasks[] = {
    {"T5a", open_counters, read_counters},
    {"T5b", open_route, addresses},
    {"T5c", open_route, stats},
    {NULL, NULL, NULL},
};
