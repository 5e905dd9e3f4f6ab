#pragma once

// What sys/sockio.h and net/if.h of SunOS declare for lifreq, as far as cpp/sunos uses it: ioctl requests about network
// interfaces whose addresses may be of IPv6.

#include <stdint.h>
#include <sys/socket.h>

#define LIFNAMSIZ 32

struct lifreq {
  char lifr_name[LIFNAMSIZ];
  union {
    int lifru_addrlen;
    unsigned lifru_ppa;
  } lifr_lifru1;
  unsigned lifr_type;
  union {
    struct sockaddr_storage lifru_addr;
    uint64_t lifru_flags;
    unsigned lifru_mtu;
    char lifru_space[336];
  } lifr_lifru;
};

#define lifr_flags lifr_lifru.lifru_flags
#define lifr_mtu lifr_lifru.lifru_mtu

#define SIOCGLIFFLAGS 0xC1786975UL
#define SIOCGLIFMTU 0xC178697AUL
