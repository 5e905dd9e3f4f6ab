// One process with many open files, mappings and threads.
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fill.h"

enum { kMaps = 240, kThreads = 14, kPage = 4096 };

static void* rest(void* unused) {
  for (;;) pause();
  return unused;
}

static void open_files(int count) {
  for (int i = 0; i < count; ++i) {
    if (open("/proc/self/exe", O_RDONLY) < 0) fail("open");
  }
}

// Every second mapping is of a file, so that the kernel does not merge them. Each is written to.
static void map_memory(void) {
  const int file = open("/proc/self/exe", O_RDONLY);
  for (int i = 0; i < kMaps; ++i) {
    const int flags = MAP_PRIVATE | (i % 2 ? MAP_ANONYMOUS : 0);
    char* page = mmap(NULL, kPage, PROT_READ | PROT_WRITE, flags, i % 2 ? -1 : file, 0);
    if (page == MAP_FAILED) fail("mmap");
    *page = 1;
  }
  close(file);
}

static void start_threads(void) {
  pthread_t thread;
  for (int i = 0; i < kThreads; ++i) {
    if (pthread_create(&thread, NULL, rest, NULL) != 0) fail("pthread_create");
  }
}

int target(int count) {
  map_memory();
  open_files(count);
  start_threads();
  return getpid();
}
