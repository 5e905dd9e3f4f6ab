#include_next <signal.h>

// FreeBSD has other numbers, which Linux uses for other signals. These are free.
#define SIGEMT 32
#define SIGINFO 33
