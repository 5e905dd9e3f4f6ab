#include "users.h"

#include <pwd.h>

#include <array>

#include "file.h"
#include "parse.h"

namespace psutil {

namespace {

/// The system's own answer, which knows directories beside passwd too.
std::string AskSystem(uint64_t uid) {
  std::array<char, 16384> buffer;
  struct passwd entry;
  struct passwd* found = nullptr;
  if (getpwuid_r(static_cast<uid_t>(uid), &entry, buffer.data(), buffer.size(), &found) != 0 || !found) return "";
  return found->pw_name;
}

}  // namespace

const std::string& UserNames::Of(uint64_t uid) {
  if (!read_) ReadPasswd();
  std::string& name = names_[uid];
  if (name.empty() && host_.IsLocal()) name = AskSystem(uid);
  if (name.empty()) name = std::to_string(uid);
  return name;
}

void UserNames::ReadPasswd() {
  read_ = true;
  const auto passwd = ReadFileIfAny(host_.etc + "/passwd");
  if (!passwd) return;
  std::string_view text = *passwd;
  while (!text.empty()) {
    std::string_view line = SplitNext(text, '\n');  // name:password:uid:…
    const std::string_view name = SplitNext(line, ':');
    SplitNext(line, ':');
    if (const auto uid = ParseNumber(SplitNext(line, ':'))) names_.try_emplace(*uid, name);
  }
}

}  // namespace psutil
