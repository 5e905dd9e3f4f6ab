#include "passwd.h"

#include <pwd.h>
#include <sys/types.h>

#include <array>

namespace psutil {

std::string FindUserName(uint64_t uid) {
  std::array<char, 16384> buffer;
  struct passwd entry;
  struct passwd* found = nullptr;
  if (getpwuid_r(static_cast<uid_t>(uid), &entry, buffer.data(), buffer.size(), &found) != 0 || !found) return "";
  return found->pw_name;
}

}  // namespace psutil
