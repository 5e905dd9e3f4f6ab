#pragma once

#include <sys/socket.h>

#define AF_LINK 18

// The family is where the socket addresses of Linux have it.
struct sockaddr_dl {
  sa_family_t sdl_family;
  unsigned char sdl_len;
  unsigned char sdl_type;
  unsigned char sdl_nlen;
  unsigned char sdl_alen;
  unsigned char sdl_slen;
  char sdl_data[12];
};
