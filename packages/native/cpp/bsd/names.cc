#include "names.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <array>

#include "../posix/passwd.h"

namespace psutil {

namespace {

/// Returns the path of a terminal; null where the device has no name.
Nullable<std::string> FindTerminalPath(uint64_t device) {
  const auto number = static_cast<dev_t>(device);
  std::array<char, 128> name{};
  if (number == static_cast<dev_t>(-1)) return {};
  if (!devname_r(number, S_IFCHR, name.data(), static_cast<int>(name.size()))) return {};
  // Without a name, macOS returns question marks, and FreeBSD `#C:` and the number.
  if (name[0] == '\0' || name[0] == '?' || name[0] == '#') return {};
  return std::string("/dev/") + name.data();
}

}  // namespace

std::string Names::User(uint64_t uid) {
  const std::lock_guard lock(mutex_);
  std::string& name = users_[uid];
  if (name.empty()) name = FindUserName(uid);
  if (name.empty()) name = std::to_string(uid);
  return name;
}

Nullable<std::string> Names::Terminal(uint64_t device) {
  const std::lock_guard lock(mutex_);
  const auto known = terminals_.find(device);
  if (known != terminals_.end()) return known->second;
  return terminals_.emplace(device, FindTerminalPath(device)).first->second;
}

}  // namespace psutil
