#include "../core/collectors.h"

namespace psutil {

// A system that has no directory yet: everything loads, nothing is supported.
Collectors PlatformCollectors() { return {}; }

}  // namespace psutil
