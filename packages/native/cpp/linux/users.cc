#include "users.h"

#include "../posix/parse.h"
#include "../posix/passwd.h"
#include "file.h"

namespace psutil {

const std::string& UserNames::Of(uint64_t uid) {
  if (!read_) ReadPasswd();
  std::string& name = names_[uid];
  if (name.empty() && host_.IsLocal()) name = FindUserName(uid);
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
