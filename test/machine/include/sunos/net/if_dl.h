#pragma once

// What net/if_dl.h of SunOS declares, as far as cpp/sunos uses it.

#include <stdint.h>
#include <sys/socket.h>

#ifndef AF_LINK
#define AF_LINK 25
#endif

struct sockaddr_dl {
  uint16_t sdl_family;
  uint16_t sdl_index;
  unsigned char sdl_type;
  unsigned char sdl_nlen;
  unsigned char sdl_alen;
  unsigned char sdl_slen;
  char sdl_data[244];
};
