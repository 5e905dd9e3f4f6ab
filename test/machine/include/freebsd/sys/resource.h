#include_next <sys/resource.h>

// FreeBSD has other numbers, which Linux uses for other resources. These are free.
#define RLIMIT_SBSIZE 16
#define RLIMIT_NPTS 17
#define RLIMIT_SWAP 18
