// baseline TASK MILLISECONDS [ARGUMENT...] prints the median time of a call, in microseconds, as JSON.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "baseline.h"

// Shorter calls are measured in batches: reading the clock takes some tens of nanoseconds.
static const double kSample = 50;

enum { kMostSamples = 100000 };
static double samples[kMostSamples];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static int ascending(const void* a, const void* b) {
  const double left = *(const double*)a, right = *(const double*)b;
  return (left > right) - (left < right);
}

static const struct task* find(const char* name) {
  static const struct task* const all[] = {system_tasks, network_tasks, table_tasks,
                                           tree_tasks,   socket_tasks,  process_tasks};
  for (size_t i = 0; i < sizeof all / sizeof *all; ++i) {
    for (const struct task* task = all[i]; task->name; ++task) {
      if (strcmp(task->name, name) == 0) return task;
    }
  }
  fprintf(stderr, "baseline: no task %s\n", name);
  exit(2);
}

static double timed(const struct task* task, long calls) {
  const double start = now();
  for (long i = 0; i < calls; ++i) task->call();
  return (now() - start) / calls;
}

// Measures for a duration and returns the number of samples.
static int measure(const struct task* task, double microseconds, long calls) {
  const double end = now() + microseconds;
  int count = 0;
  do samples[count++] = timed(task, calls);
  while (count < kMostSamples && now() < end);
  qsort(samples, count, sizeof *samples, ascending);
  return count;
}

int main(int argc, char** argv) {
  if (argc < 3) return fprintf(stderr, "usage: baseline TASK MILLISECONDS [ARGUMENT...]\n"), 2;
  const struct task* task = find(argv[1]);
  const double budget = atof(argv[2]) * 1000;
  if (task->prepare) task->prepare(argv + 3);
  const long found = task->call();

  int count = measure(task, budget / 10, 1);
  const double once = samples[count / 2];
  const long calls = once < kSample ? (long)(kSample / once) + 1 : 1;
  count = measure(task, budget, calls);
  printf("{\"median\":%.4f,\"calls\":%ld,\"found\":%ld}\n", samples[count / 2], count * calls, found);
  return 0;
}
