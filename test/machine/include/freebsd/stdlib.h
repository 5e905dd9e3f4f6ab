// Without a guard, as the header of Linux is included several times for parts of it.
#include_next <stdlib.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" char* devname_r(dev_t device, mode_t type, char* name, int size);
#endif
