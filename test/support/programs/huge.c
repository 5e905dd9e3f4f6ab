// `huge threads N` has N threads, `huge maps N` at least N mappings. It says "ready", and stays until its input ends.
#define _GNU_SOURCE
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void* sleep_on(void* nothing) {
  pause();
  return nothing;
}

static int start_threads(int count) {
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, PTHREAD_STACK_MIN);
  for (pthread_t thread; count > 1; --count) {
    if (pthread_create(&thread, &small, sleep_on, NULL) != 0) return 0;
  }
  return 1;
}

// Neighbours of different protection are not joined.
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
  const int wanted = atoi(arguments[2]);
  if (!(strcmp(arguments[1], "maps") == 0 ? make_maps : start_threads)(wanted)) return 1;
  puts("ready");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
