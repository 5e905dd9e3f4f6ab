#pragma once

#include <algorithm>
#include <vector>

namespace psutil {

/// Sorts rows by PID. A process that moves in the list of the kernel while it is copied may be in it twice.
template <class Row>
std::vector<Row> SortRows(std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.pid < b.pid; });
  const auto is_same = [](const Row& a, const Row& b) { return a.pid == b.pid; };
  rows.erase(std::unique(rows.begin(), rows.end(), is_same), rows.end());
  return rows;
}

}  // namespace psutil
