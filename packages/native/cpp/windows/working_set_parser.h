#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace psutil {

/// Returns the number of pages that only this process uses in a MEMORY_WORKING_SET_INFORMATION.
uint64_t CountUniquePages(std::string_view bytes);

/// Returns the numbers of the CPUs in an affinity mask of a processor group whose first CPU has the number `first`.
std::vector<int> CpusOfMask(uint64_t mask, int first);

}  // namespace psutil
