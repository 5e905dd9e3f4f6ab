#pragma once

#include <stdint.h>

#define PROC_PIDLISTFDS 1
#define PROC_PIDFDVNODEPATHINFO 2
#define PROC_PIDFDSOCKETINFO 3
#define PROC_PIDTBSDINFO 3
#define PROC_PIDTASKINFO 4
#define PROC_PIDREGIONINFO 7
#define PROC_PIDREGIONPATHINFO 8
#define PROC_PIDVNODEPATHINFO 9
#define PROC_PIDTHREADID64INFO 15
#define PROC_PIDPATHINFO_MAXSIZE 4096
#define RUSAGE_INFO_V4 4

typedef void* rusage_info_t;

extern "C" {
int proc_pidinfo(int pid, int flavor, uint64_t argument, void* buffer, int size);
int proc_pidfdinfo(int pid, int fd, int flavor, void* buffer, int size);
int proc_pidpath(int pid, void* buffer, uint32_t size);
int proc_pid_rusage(int pid, int flavor, rusage_info_t* buffer);
}
