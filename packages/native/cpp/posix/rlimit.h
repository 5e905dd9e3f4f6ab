#pragma once

#include "../core/process_types.h"

namespace psutil {

/// Returns the number by which this system knows a resource, given as one of the RLIMIT constants of cpp/core, among
/// pairs of both. Throws SystemError with ENOTSUP where the system does not have the resource.
int FindResource(int resource, const std::vector<std::pair<int, int>>& numbers);

/// Returns the RLIMIT constants among such pairs.
std::vector<int> ResourcesOf(const std::vector<std::pair<int, int>>& numbers);

/// Converts a limit that is infinite in JavaScript to one that equals `infinity`.
uint64_t LimitFromDouble(double value, uint64_t infinity);

/// Converts a limit of the kernel; nothing for no limit.
Nullable<uint64_t> LimitOrNull(uint64_t value, uint64_t infinity);

}  // namespace psutil
