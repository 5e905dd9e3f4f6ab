#include "cpu.h"

#include <stdlib.h>

#include <array>
#include <cerrno>

#include "sysctl.h"

namespace psutil {

Nullable<int> FindCpuCount(const char* name) {
  const auto count = FindSysctlNumber(name);
  if (!count || *count == 0) return {};
  return static_cast<int>(*count);
}

std::vector<double> ReadLoadAverage(const Host&) {
  std::array<double, 3> averages{};
  if (getloadavg(averages.data(), 3) != 3) throw SystemError(errno, "getloadavg");
  return {averages.begin(), averages.end()};
}

}  // namespace psutil
