#pragma once

#include "../core/process.h"

namespace psutil {

/// Suspends the descendants of a process that is suspended, until no further ones appear or the time has passed. It
/// reads nothing but the kernel's lists of children, to be faster than processes that fork and exit. Throws SystemError
/// where the kernel has no such lists.
SuspendedTree SuspendTree(const Host& host, const Target& root, double seconds);

}  // namespace psutil
