#include "../core/collectors.h"

namespace psutil {

// A system without a directory of its own: every package loads, and nothing is supported.
Collectors PlatformCollectors() { return {}; }

const char* ErrorName(int) { return "UNKNOWN"; }

}  // namespace psutil
