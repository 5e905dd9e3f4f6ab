// T1 to T4: system-wide files, which stay open.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "baseline.h"

static int fd;

static void open_meminfo(char** arguments) { (void)arguments, fd = open_or_fail("/proc/meminfo", O_RDONLY); }
static void open_stat(char** arguments) { (void)arguments, fd = open_or_fail("/proc/stat", O_RDONLY); }
static void open_diskstats(char** arguments) { (void)arguments, fd = open_or_fail("/proc/diskstats", O_RDONLY); }
static void open_mounts(char** arguments) { (void)arguments, fd = open_or_fail("/proc/self/mounts", O_RDONLY); }

static long read_memory(void) {
  reread(fd);
  return atol(buffer + strlen("MemTotal:")) * 1024;
}

static long read_fd(void) { return reread(fd); }

static long read_mounts(void) { return reread_all(fd); }

static long usage(void) {
  struct statvfs of;
  if (statvfs("/", &of) != 0) fail("statvfs");
  return of.f_blocks * of.f_frsize;
}

const struct task system_tasks[] = {
    {"T1", open_meminfo, read_memory},
    {"T2", open_stat, read_fd},
    {"T3", open_stat, read_fd},
    {"T4a", open_diskstats, read_fd},
    {"T4b", open_mounts, read_mounts},
    {"T4c", NULL, usage},
    {NULL, NULL, NULL},
};
