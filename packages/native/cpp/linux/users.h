#pragma once

#include <string>
#include <unordered_map>

#include "../core/host.h"

namespace psutil {

/// The names of users, each looked up at most once during a call.
class UserNames {
 public:
  explicit UserNames(const Host& host) : host_(host) {}

  /// Returns the name of a user, or the user ID in digits if it has none.
  const std::string& Of(uint64_t uid);

 private:
  void ReadPasswd();

  const Host& host_;
  bool read_ = false;
  std::unordered_map<uint64_t, std::string> names_;
};

}  // namespace psutil
