// T1 to T4: files of the whole machine, kept open.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "floor.h"

static int kept;

static void keep_meminfo(char** arguments) { (void)arguments, kept = open_or_fail("/proc/meminfo", O_RDONLY); }
static void keep_stat(char** arguments) { (void)arguments, kept = open_or_fail("/proc/stat", O_RDONLY); }
static void keep_diskstats(char** arguments) { (void)arguments, kept = open_or_fail("/proc/diskstats", O_RDONLY); }
static void keep_mounts(char** arguments) { (void)arguments, kept = open_or_fail("/proc/self/mounts", O_RDONLY); }

static long read_memory(void) {
  reread(kept);
  return atol(buffer + strlen("MemTotal:")) * 1024;
}

static long read_kept(void) { return reread(kept); }

static long read_mounts(void) { return reread_all(kept); }

static long usage(void) {
  struct statvfs of;
  if (statvfs("/", &of) != 0) fail("statvfs");
  return of.f_blocks * of.f_frsize;
}

const struct task system_tasks[] = {
    {"T1", keep_meminfo, read_memory},
    {"T2", keep_stat, read_kept},
    {"T3", keep_stat, read_kept},
    {"T4a", keep_diskstats, read_kept},
    {"T4b", keep_mounts, read_mounts},
    {"T4c", NULL, usage},
    {NULL, NULL, NULL},
};
