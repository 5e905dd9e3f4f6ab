#include "system.h"

#include <utmp.h>

#include <cstring>

#include "../posix/parse.h"
#include "file.h"
#include "host_info.h"

namespace psutil {

namespace {

/// Parses btime of /proc/stat, in seconds: proc_stat(5).
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

// A field of a utmp record ends with a NUL only if it is shorter than the array.
template <size_t size>
std::string Text(const char (&field)[size]) {
  return std::string(field, strnlen(field, size));
}

/// The host of an X session is its display, on this machine.
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
    // The seconds have 32 bits on most machines; unsigned, they last until 2106.
    user.started.seconds = static_cast<double>(static_cast<uint32_t>(entry.ut_tv.tv_sec));
    user.pid = static_cast<int>(entry.ut_pid);
    users.push_back(std::move(user));
  }
  return users;
}

/// Sessions of people have the class user, user-early or user-light; other classes are greeters, managers and jobs.
bool IsUserClass(std::string_view name) { return SplitNext(name, '-') == "user"; }

/// Parses a session file of logind, with lines of the form `KEY=value`; nothing for a session that is closing or is not
/// a person's.
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

/// Reads the sessions of logind, for systems with 64-bit time, which have no utmp.
std::vector<User> ReadSessions(const std::string& directory) {
  std::vector<User> users;
  ForEachEntry(directory, [&](const char* name) {
    const std::string path = directory + "/" + name;
    // logind keeps a FIFO beside each session.
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
    if (error.failure.code == ENOENT) return {};  // neither exists: no login is recorded
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
