#include "rlimit.h"

#include <cerrno>
#include <cmath>

#include "../core/error.h"

namespace psutil {

int FindResource(int resource, const std::vector<std::pair<int, int>>& numbers) {
  for (const auto& [constant, number] : numbers) {
    if (constant == resource) return number;
  }
  throw SystemError(ENOTSUP, "rlimit");
}

std::vector<int> ResourcesOf(const std::vector<std::pair<int, int>>& numbers) {
  std::vector<int> resources;
  for (const auto& [constant, number] : numbers) resources.push_back(constant);
  return resources;
}

uint64_t LimitFromDouble(double value, uint64_t infinity) {
  return std::isinf(value) ? infinity : static_cast<uint64_t>(value);
}

Nullable<uint64_t> LimitOrNull(uint64_t value, uint64_t infinity) {
  if (value == infinity) return {};
  return value;
}

}  // namespace psutil
