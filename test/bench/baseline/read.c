// Functions that all tasks use to read.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "baseline.h"

char buffer[1 << 20];

enum { kShort = 2048 };

void fail(const char* what) {
  perror(what);
  exit(1);
}

int open_or_fail(const char* path, int flags) {
  const int fd = open(path, flags | O_CLOEXEC);
  if (fd < 0) fail(path);
  return fd;
}

static long reread_until(int fd, long enough) {
  long total = 0, count;
  do {
    count = pread(fd, buffer + total, sizeof buffer - total - 1, total);
    if (count < 0) fail("pread");
    total += count;
  } while (count > enough);
  buffer[total] = 0;
  return total;
}

long reread(int fd) { return reread_until(fd, kShort); }

long reread_all(int fd) { return reread_until(fd, 0); }

long read_at(int directory, const char* path, char* into, size_t size) {
  const int fd = openat(directory, path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  const long count = read(fd, into, size - 1);
  close(fd);
  into[count < 0 ? 0 : count] = 0;
  return count;
}

long each_number(int directory, void (*visit)(int number, const char* name)) {
  char entries[1 << 16];
  long found = 0, size;
  while ((size = getdents64(directory, entries, sizeof entries)) > 0) {
    for (long at = 0; at < size;) {
      const struct dirent64* entry = (const struct dirent64*)(entries + at);
      at += entry->d_reclen;
      if (entry->d_name[0] < '0' || entry->d_name[0] > '9') continue;
      ++found;
      if (visit) visit(atoi(entry->d_name), entry->d_name);
    }
  }
  return found;
}

long each_number_at(int directory, const char* path, void (*visit)(int number, const char* name)) {
  const int fd = openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return 0;
  const long found = each_number(fd, visit);
  close(fd);
  return found;
}
