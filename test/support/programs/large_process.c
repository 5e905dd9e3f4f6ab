// `large_process threads N` creates N threads, `large_process maps N` at least N mappings. Prints "ready" and waits for
// the end of its input.
#define _GNU_SOURCE
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void* wait_forever(void* unused) {
  pause();
  return unused;
}

static int start_threads(int count) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, PTHREAD_STACK_MIN);
  for (pthread_t thread; count > 1; --count) {
    if (pthread_create(&thread, &attributes, wait_forever, NULL) != 0) return 0;
  }
  return 1;
}

// The kernel does not merge adjacent mappings of different protection.
static int make_maps(int count) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char* start = mmap(NULL, page * (size_t)count, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return 0;
  for (int each = 0; each < count; each += 2) {
    if (mprotect(start + page * (size_t)each, page, PROT_READ | PROT_WRITE) != 0) return 0;
    start[page * (size_t)each] = 1;
  }
  return 1;
}

int main(int count, char** arguments) {
  if (count < 3) return 1;
  const int requested = atoi(arguments[2]);
  if (!(strcmp(arguments[1], "maps") == 0 ? make_maps : start_threads)(requested)) return 1;
  puts("ready");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
