#include "pids.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include "../posix/parse.h"
#include "file.h"

namespace psutil {

std::vector<int> NumericEntries(const std::string& directory) {
  std::vector<int> numbers;
  ForEachEntry(directory, [&](const char* name) {
    const auto number = ParseNumber(name);
    if (number && *number <= INT_MAX) numbers.push_back(static_cast<int>(*number));
  });
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<int> ReadPids(const Host& host) {
  auto pids = NumericEntries(host.proc);
  // Even where other processes are hidden, procfs lists this one.
  if (pids.empty() && host.IsLocal()) throw SystemError(ENOENT, "open", host.proc + "/self");
  return pids;
}

}  // namespace psutil
