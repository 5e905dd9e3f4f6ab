#include "../core/collectors.h"

// A system that has no folder yet: everything loads, nothing is supported.
Collectors PlatformCollectors() { return {}; }
