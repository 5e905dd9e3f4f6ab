#pragma once

#include <stddef.h>
#include <stdint.h>

#define ATTR_BIT_MAP_COUNT 5
#define ATTR_VOL_INFO 0x80000000u
#define ATTR_VOL_SPACEUSED 0x00800000u

struct attrlist {
  uint16_t bitmapcount;
  uint16_t reserved;
  uint32_t commonattr;
  uint32_t volattr;
  uint32_t dirattr;
  uint32_t fileattr;
  uint32_t forkattr;
};

extern "C" int getattrlist(const char* path, void* attributes, void* buffer, size_t size, unsigned options);
