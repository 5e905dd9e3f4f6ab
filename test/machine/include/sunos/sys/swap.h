#pragma once

// What sys/swap.h of SunOS declares, as far as cpp/sunos uses it.

#include <sys/types.h>

#define SC_LIST 2
#define SC_GETNSWP 4

typedef struct swapent {
  char* ste_path;
  off_t ste_start;
  off_t ste_length;
  long ste_pages;
  long ste_free;
  int ste_flags;
} swapent_t;

typedef struct swaptable {
  int swt_n;
  struct swapent swt_ent[1];
} swaptbl_t;

extern "C" int swapctl(int command, void* argument);
