#pragma once

#include <string>
#include <unordered_map>

#include "../core/host.h"

namespace psutil {

/// The paths of terminals, each looked up at most once during a call.
class Terminals {
 public:
  explicit Terminals(const Host& host) : root_(host.root == "/" ? "" : host.root) {}

  /// Returns the path of the terminal with a device number of stat; null for none.
  const Nullable<std::string>& Of(int number);

 private:
  Nullable<std::string> Find(uint64_t device) const;

  std::string root_;
  std::unordered_map<int, Nullable<std::string>> paths_;
};

}  // namespace psutil
