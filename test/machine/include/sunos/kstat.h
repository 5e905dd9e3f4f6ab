#pragma once

// What libkstat and sys/kstat.h of SunOS declare, as far as cpp/sunos uses it.

#include <stddef.h>
#include <sys/types.h>

#define KSTAT_TYPE_NAMED 1
#define KSTAT_TYPE_IO 3

extern "C" {

typedef struct kstat {
  long long ks_crtime;
  struct kstat* ks_next;
  int ks_kid;
  char ks_module[31];
  unsigned char ks_resv;
  int ks_instance;
  char ks_name[31];
  unsigned char ks_type;
  char ks_class[31];
  unsigned char ks_flags;
  void* ks_data;
  unsigned ks_ndata;
  size_t ks_data_size;
  long long ks_snaptime;
  int (*ks_update)(struct kstat*, int);
  void* ks_private;
  int (*ks_snapshot)(struct kstat*, void*, int);
  void* ks_lock;
} kstat_t;

typedef struct kstat_ctl {
  int kc_chain_id;
  kstat_t* kc_chain;
  int kc_kd;
} kstat_ctl_t;

kstat_ctl_t* kstat_open(void);
int kstat_close(kstat_ctl_t*);
int kstat_chain_update(kstat_ctl_t*);
int kstat_read(kstat_ctl_t*, kstat_t*, void*);
}
