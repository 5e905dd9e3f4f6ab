#include_next <stdlib.h>
#include <sys/types.h>

extern "C" char* devname_r(dev_t device, mode_t type, char* name, int size);
