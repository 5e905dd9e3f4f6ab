#pragma once

#include_next <sys/sysctl.h>

#define KERN_PROC_ARGS 7
#define KERN_PROC_PROC 8
#define KERN_PROC_PATHNAME 12
#define KERN_PROC_INC_THREAD 0x10
#define KERN_PROC_VMMAP 32
#define KERN_PROC_FILEDESC 33
#define KERN_PROC_ENV 35
#define KERN_PROC_RLIMIT 37
#define KERN_PROC_CWD 42
#define NET_RT_IFLIST 3

extern "C" int sysctlnametomib(const char* name, int* numbers, size_t* count);
