// `fork_storm N LIFETIME SECONDS` keeps N processes running, each of which starts its successor after LIFETIME
// microseconds and exits. Their orphans become children of the first process, so that they stay its descendants. Prints
// "ready". All of them end after SECONDS.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

int main(int count, char** arguments) {
  if (count < 4 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) return 1;
  const int most = atoi(arguments[1]);
  const int lifetime = atoi(arguments[2]);
  const time_t end = time(NULL) + atoi(arguments[3]);
  signal(SIGCHLD, SIG_IGN);  // the kernel reaps the children
  int is_first = 1;
  for (int started = 0; is_first && started < most; ++started) is_first = fork() != 0;
  if (is_first) {
    puts("ready");
    fflush(stdout);
    while (time(NULL) < end) usleep(10000);
    return 0;
  }
  do {
    if (lifetime > 0) usleep((useconds_t)lifetime);
  } while (time(NULL) < end && fork() == 0);
  return 0;
}
