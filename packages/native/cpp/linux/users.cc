#include "users.h"

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
  if (const auto passwd = ReadFileIfAny(host_.etc + "/passwd")) names_ = ParsePasswd(*passwd);
}

}  // namespace psutil
