// T6, T6b and T10: all processes.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "baseline.h"

static int proc;

static void prepare_proc(char** arguments) {
  (void)arguments;
  proc = open_or_fail("/proc", O_RDONLY | O_DIRECTORY);
}

static long numbers(void (*visit)(int pid, const char* name)) {
  lseek(proc, 0, SEEK_SET);
  return each_number(proc, visit);
}

static int is_kernel_thread(const char* stat) {
  enum { kFlags = 7, kKernelThread = 0x00200000 };
  const char* at = strrchr(stat, ')');
  for (int field = 0; at && field < kFlags; ++field) at = strchr(at + 1, ' ');
  return at && strtoul(at, NULL, 10) & kKernelThread;
}

static long read_file(const char* pid, const char* name) {
  char path[32];
  strcpy(stpcpy(stpcpy(path, pid), "/"), name);
  return read_at(proc, path, buffer, sizeof buffer);
}

// Opening three files by path is faster than opening the directory and three files in it, and `status` is faster than
// `statm` and the user of a pidfd. A kernel thread has neither memory nor arguments, and its user is root.
static void read_process(int number, const char* pid) {
  (void)number;
  if (read_file(pid, "stat") < 0 || is_kernel_thread(buffer)) return;
  read_file(pid, "status");
  read_file(pid, "cmdline");
}

static void read_name(int number, const char* pid) { (void)number, read_file(pid, "comm"); }

static long table(void) {
  read_at(AT_FDCWD, "/etc/passwd", buffer, sizeof buffer);
  return numbers(read_process);
}

static long names(void) { return numbers(read_name); }

static long pids(void) { return numbers(NULL); }

static long target;

static void prepare_target(char** arguments) { target = atol(arguments[0]); }

// Unlike kill, it fails for a thread that is not the main thread.
static long exists(void) { return syscall(SYS_tgkill, target, target, 0) == 0; }

const struct task table_tasks[] = {
    {"T6", prepare_proc, table},      {"T6b", prepare_proc, names}, {"T10a", prepare_proc, pids},
    {"T10b", prepare_target, exists}, {NULL, NULL, NULL},
};
