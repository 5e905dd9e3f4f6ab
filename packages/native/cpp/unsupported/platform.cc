#include "../core/collectors.h"

// A system that has no directory yet: everything loads, nothing is supported.
Collectors PlatformCollectors() { return {}; }
