#pragma once

#include <stddef.h>

#define CTL_KERN 1
#define CTL_NET 4
#define KERN_PROC 14
#define KERN_BOOTTIME 21
#define KERN_PROC_ALL 0
#define KERN_PROC_PID 1
#define KERN_PROCARGS2 49

extern "C" {
int sysctl(const int* name, unsigned length, void* value, size_t* size, const void* new_value, size_t new_size);
int sysctlbyname(const char* name, void* value, size_t* size, const void* new_value, size_t new_size);
}
