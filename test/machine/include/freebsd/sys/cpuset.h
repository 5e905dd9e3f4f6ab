#pragma once

#include <stddef.h>

typedef int cpulevel_t;
struct cpuset_t;

#define CPU_LEVEL_CPUSET 2
#define CPU_LEVEL_WHICH 3
#define CPU_WHICH_PID 2

extern "C" {
int cpuset_getaffinity(cpulevel_t level, int which, long id, size_t size, cpuset_t* set);
int cpuset_setaffinity(cpulevel_t level, int which, long id, size_t size, const cpuset_t* set);
}
