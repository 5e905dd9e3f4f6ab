// `process_churn N` waits for a line of input and starts N processes. Every other one executes this program again, under
// another name, and exits up to 85 ms later, or after a second. Prints "done" and waits for the end of its input.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int alive;

static void reap(int flags) {
  while (alive > 0 && waitpid(-1, NULL, flags) > 0) --alive;
}

int main(int count, char** arguments) {
  if (count < 2) return 1;
  if (arguments[1][0] == '-') {
    usleep(atoi(arguments[1] + 1));
    return 0;
  }
  getchar();
  for (int started = 0; started < atoi(arguments[1]); ++started) {
    char pause[16];
    // On a busy machine, a scan of all processes takes longer than most of them live.
    snprintf(pause, sizeof pause, "-%d", started % 20 == 18 ? 1000000 : started % 20 * 5000);
    const pid_t pid = started % 2 ? fork() : vfork();
    if (pid == 0) {
      if (started % 2 == 0) execl("/proc/self/exe", "short-lived", pause, NULL);
      _exit(0);
    }
    if (pid > 0) ++alive;
    reap(WNOHANG);
  }
  reap(0);
  puts("done");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
