#include "passwd.h"

#include <pwd.h>
#include <sys/types.h>

#include <array>

#include "parse.h"

namespace psutil {

std::string FindUserName(uint64_t uid) {
  std::array<char, 16384> buffer;
  struct passwd entry;
  struct passwd* found = nullptr;
  if (getpwuid_r(static_cast<uid_t>(uid), &entry, buffer.data(), buffer.size(), &found) != 0 || !found) return "";
  return found->pw_name;
}

std::unordered_map<uint64_t, std::string> ParsePasswd(std::string_view text) {
  std::unordered_map<uint64_t, std::string> names;
  while (!text.empty()) {
    std::string_view line = SplitNext(text, '\n');  // name:password:uid:…
    const std::string_view name = SplitNext(line, ':');
    SplitNext(line, ':');
    if (const auto uid = ParseNumber(SplitNext(line, ':'))) names.try_emplace(*uid, name);
  }
  return names;
}

}  // namespace psutil
