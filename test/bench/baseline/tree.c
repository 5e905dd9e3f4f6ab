// T9: the descendants of a process.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "baseline.h"

static int proc, root, has_lists;

static void prepare_root(char** arguments) {
  proc = open_or_fail("/proc", O_RDONLY | O_DIRECTORY);
  root = atoi(arguments[0]);
  has_lists = access("/proc/thread-self/children", R_OK) == 0;
}

static long read_stat(int pid) {
  char path[32], stat[1024];
  sprintf(path, "%d/stat", pid);
  return read_at(proc, path, stat, sizeof stat);
}

static void visit(int pid, const char* name) { (void)name, read_stat(pid); }

// Reads the parent of every process: the fastest way for a tree that contains most processes.
static long scan(void) {
  lseek(proc, 0, SEEK_SET);
  return each_number(proc, visit);
}

// Reads the kernel's lists of children: the fastest way for a small tree.
static long walk_from(int pid) {
  char path[48], children[8192];
  sprintf(path, "%d/task/%d/children", pid, pid);
  if (read_at(proc, path, children, sizeof children) <= 0) return 0;
  long found = 0;
  for (char* at = children; *at >= '0' && *at <= '9';) {
    const int child = strtol(at, &at, 10);
    at += *at == ' ';
    read_stat(child);
    found += 1 + walk_from(child);
  }
  return found;
}

// Some kernels do not have these lists.
static long walk(void) { return has_lists ? walk_from(root) : scan(); }

const struct task tree_tasks[] = {
    {"T9a", prepare_root, scan},
    {"T9b", prepare_root, walk},
    {NULL, NULL, NULL},
};
