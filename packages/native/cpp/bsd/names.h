#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "../core/record.h"

namespace psutil {

/// The names of users and terminals, each looked up when it is first needed. It is used by several threads.
class Names {
 public:
  /// Returns the name of a user, or the user ID in digits if it has no name.
  std::string User(uint64_t uid);
  /// Returns the path of a terminal, given its device number; null for the number of no device.
  Nullable<std::string> Terminal(uint64_t device);

 private:
  std::mutex mutex_;
  std::map<uint64_t, std::string> users_;
  std::map<uint64_t, Nullable<std::string>> terminals_;
};

}  // namespace psutil
