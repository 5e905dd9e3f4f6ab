#include "users.h"

#include <utmpx.h>

#include <cstring>
#include <mutex>

namespace psutil {

namespace {

// A field ends with a NUL only if it is shorter than the array.
template <size_t size>
Nullable<std::string> UtmpxText(const char (&field)[size]) {
  std::string text(field, strnlen(field, size));
  if (text.empty()) return {};
  return text;
}

}  // namespace

std::vector<User> ReadUtmpxUsers(const Host&) {
  // The functions share one position in the database.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::vector<User> users;
  setutxent();
  while (const utmpx* entry = getutxent()) {
    if (entry->ut_type != USER_PROCESS) continue;
    User user;
    user.name = UtmpxText(entry->ut_user).value_or("");
    user.terminal = UtmpxText(entry->ut_line);
    user.host = UtmpxText(entry->ut_host);
    user.started.seconds = static_cast<double>(entry->ut_tv.tv_sec) + static_cast<double>(entry->ut_tv.tv_usec) / 1e6;
    user.pid = static_cast<int>(entry->ut_pid);
    if (!user.name.empty()) users.push_back(std::move(user));
  }
  endutxent();
  return users;
}

}  // namespace psutil
