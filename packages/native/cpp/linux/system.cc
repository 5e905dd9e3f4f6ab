#include "system.h"

#include <utmp.h>

#include <cstring>

#include "file.h"
#include "host_info.h"
#include "parse.h"

namespace psutil {

namespace {

/// btime of /proc/stat, in seconds: proc_stat(5).
double ParseBtime(std::string_view text, const std::string& path) {
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    if (NextField(line) == "btime") return static_cast<double>(lines.Number(NextField(line)));
  }
  lines.Malformed();
}

Timestamp ReadBoot(const Host& host) { return {ReadBootTime(host)}; }

std::string ReadBootId(const Host& host) {
  const std::string text = ReadFile(host.proc + "/sys/kernel/random/boot_id");
  return text.substr(0, text.find('\n'));
}

// The fields of a utmp record end at a NUL only where they are shorter than their place.
template <size_t size>
std::string Text(const char (&field)[size]) {
  return std::string(field, strnlen(field, size));
}

/// The host of an X session is its display: that is this machine.
Nullable<std::string> RemoteHost(std::string host) {
  if (host == ":0" || host == ":0.0") return std::string("localhost");
  return TextOrNull(std::move(host));
}

std::vector<User> ParseUtmp(std::string_view bytes) {
  std::vector<User> users;
  struct utmp entry;
  for (; bytes.size() >= sizeof entry; bytes.remove_prefix(sizeof entry)) {
    std::memcpy(&entry, bytes.data(), sizeof entry);
    if (entry.ut_type != USER_PROCESS) continue;
    User user;
    user.name = Text(entry.ut_user);
    user.terminal = TextOrNull(Text(entry.ut_line));
    user.host = RemoteHost(Text(entry.ut_host));
    // The seconds are 32 bits wide on most machines; unsigned, they last until 2106.
    user.started.seconds = static_cast<double>(static_cast<uint32_t>(entry.ut_tv.tv_sec));
    user.pid = static_cast<int>(entry.ut_pid);
    users.push_back(std::move(user));
  }
  return users;
}

/// People's sessions are of the classes user, user-early and user-light; others are those of greeters, managers and
/// jobs.
bool IsUserClass(std::string_view name) { return SplitNext(name, '-') == "user"; }

/// One of logind's session files, `KEY=value` a line; nothing where it is no user's or is closing.
std::optional<User> ParseSession(std::string_view text, const std::string& path) {
  User user;
  bool is_user = false;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view key = SplitNext(line, '=');
    const std::string value = Unquoted(line);
    if (key == "USER") user.name = value;
    if (key == "TTY") user.terminal = TextOrNull(value);
    if (key == "REMOTE_HOST") user.host = RemoteHost(value);
    if (key == "CLASS") is_user = IsUserClass(value);
    if (key == "REALTIME") user.started.seconds = static_cast<double>(lines.Number(value)) / 1e6;
    if (key == "LEADER") user.pid = lines.Int(value);
    if (key == "STATE" && value == "closing") return std::nullopt;
  }
  if (!is_user || user.name.empty()) return std::nullopt;
  return user;
}

/// Systems with 64-bit time gave utmp up; logind knows the sessions there.
std::vector<User> ReadSessions(const std::string& directory) {
  std::vector<User> users;
  ForEachEntry(directory, [&](const char* name) {
    const std::string path = directory + "/" + name;
    // Beside each session lies a pipe that tells logind of its end.
    if (path.size() > 4 && path.compare(path.size() - 4, 4, ".ref") == 0) return;
    const auto text = ReadFileIfAny(path);
    if (!text) return;  // the session ended
    if (auto user = ParseSession(*text, path)) users.push_back(std::move(*user));
  });
  return users;
}

std::vector<User> ReadUsers(const Host& host) {
  if (const auto utmp = ReadFileIfAny(host.run + "/utmp")) return ParseUtmp(*utmp);
  try {
    return ReadSessions(host.run + "/systemd/sessions");
  } catch (const SystemError& error) {
    if (error.failure.code == ENOENT) return {};  // neither: nobody can log in here
    throw;
  }
}

}  // namespace

double ReadBootTime(const Host& host) {
  const std::string path = host.proc + "/stat";
  return ParseBtime(ReadFile(path), path);
}

void AddSystem(SystemCollectors& collectors) {
  collectors.bootTime = ReadBoot;
  collectors.bootId = ReadBootId;
  collectors.hostInfo = ReadHostInfo;
  collectors.users = ReadUsers;
}

}  // namespace psutil
