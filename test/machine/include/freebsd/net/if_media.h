#pragma once

#define IFM_FDX 0x00100000
#define IFM_HDX 0x00200000

struct ifmediareq {
  char ifm_name[16];
  int ifm_current, ifm_mask, ifm_status, ifm_active, ifm_count;
  int* ifm_ulist;
};
