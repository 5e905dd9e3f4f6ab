#include "../core/collectors.h"

namespace psutil {

// A system without a directory of its own: every package loads, and nothing is supported.
Collectors PlatformCollectors() { return {}; }

std::string ErrorName(int code) { return "errno " + std::to_string(code); }

}  // namespace psutil
