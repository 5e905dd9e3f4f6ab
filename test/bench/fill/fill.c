// fill KIND COUNT: creates processes or sockets, prints the PID that a task reads, and keeps them until its standard input
// is closed, which happens when the benchmark ends for any reason.
#define _GNU_SOURCE
#include "fill.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Every started process holds one end until it is ready: `exec` closes it, or `notify_ready`.
static int ready[2];

void fail(const char* what) {
  perror(what);
  exit(1);
}

void notify_ready(void) { close(ready[1]); }

int start(void) {
  const int parent = getpid(), pid = fork();
  if (pid < 0) fail("fork");
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  return 0;
}

static void sleep_for_ever(void) {
  execlp("sleep", "sleep", "1000000", NULL);
  fail("sleep");
}

static int sleepers(int count) {
  int pid = 0;
  for (int i = 0; i < count; ++i) {
    pid = start();
    if (pid == 0) sleep_for_ever();
  }
  return pid;
}

enum { kBranches = 10 };

// A process with `descendants` descendants, at most ten children each.
static int tree(int descendants) {
  const int pid = start();
  if (pid > 0) return pid;
  for (int branch = kBranches; branch > 0 && descendants > 0; --branch) {
    const int share = (descendants + branch - 1) / branch;
    tree(share - 1);
    descendants -= share;
  }
  sleep_for_ever();
  return 0;
}

static const struct {
  const char* name;
  int (*make)(int count);
} kinds[] = {{"sleepers", sleepers}, {"tree", tree}, {"sockets", sockets}, {"target", target}};

static int make(const char* name, int count) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
    if (strcmp(kinds[i].name, name) == 0) return kinds[i].make(count);
  }
  fprintf(stderr, "fill: no kind %s\n", name);
  exit(2);
}

static void await_end(int fd) {
  char byte;
  while (read(fd, &byte, 1) > 0) continue;
}

// Kills every started process and waits for it, so that it does not disturb the next task.
static void end_all(void) {
  signal(SIGTERM, SIG_IGN);
  kill(0, SIGTERM);
  while (wait(NULL) > 0) continue;
}

int main(int argc, char** argv) {
  if (argc != 3) return fprintf(stderr, "usage: fill KIND COUNT\n"), 2;
  // All descendants of this process are in its process group, and it reaps orphaned descendants.
  setpgid(0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (pipe2(ready, O_CLOEXEC) != 0) fail("pipe");
  const int pid = make(argv[1], atoi(argv[2]));
  notify_ready();
  await_end(ready[0]);
  // A program that was just executed still loads its libraries.
  usleep(500000);
  printf("%d\n", pid);
  fflush(stdout);
  await_end(STDIN_FILENO);
  end_all();
  return 0;
}
