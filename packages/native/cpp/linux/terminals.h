#pragma once

#include <string>
#include <unordered_map>

#include "../core/host.h"

namespace psutil {

/// The paths of terminals, looked up at most once each while one call runs.
class Terminals {
 public:
  explicit Terminals(const Host& host) : root_(host.root == "/" ? "" : host.root) {}

  /// The terminal of a number that stat has; null for none.
  const Nullable<std::string>& Of(int number);

 private:
  Nullable<std::string> Find(uint64_t device) const;

  std::string root_;
  std::unordered_map<int, Nullable<std::string>> paths_;
};

}  // namespace psutil
