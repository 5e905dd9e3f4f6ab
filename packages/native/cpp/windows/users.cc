#include "users.h"

#include <windows.h>
// After windows.h, which it requires.
#include <wtsapi32.h>

#include <memory>
#include <optional>
#include <utility>

#include "error.h"
#include "file_time.h"
#include "system_parser.h"
#include "wide.h"

namespace psutil {

namespace {

/// The functions of wtsapi32.dll, which some editions of Windows lack.
struct Sessions {
  decltype(&WTSEnumerateSessionsW) enumerate = nullptr;
  decltype(&WTSQuerySessionInformationW) query = nullptr;
  decltype(&WTSFreeMemory) free = nullptr;

  explicit operator bool() const { return enumerate && query && free; }
};

template <class Function>
void Find(HMODULE library, const char* name, Function& function) {
  // The conversion of a function needs a pointer to void between.
  function = reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(library, name)));
}

Sessions LoadSessions() {
  Sessions sessions;
  const HMODULE library = LoadLibraryExW(L"wtsapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (!library) return sessions;
  Find(library, "WTSEnumerateSessionsW", sessions.enumerate);
  Find(library, "WTSQuerySessionInformationW", sessions.query);
  Find(library, "WTSFreeMemory", sessions.free);
  return sessions;
}

/// Loads the library at the first call, and keeps it.
const Sessions& LoadedSessions() {
  static const Sessions sessions = LoadSessions();
  return sessions;
}

using Memory = std::unique_ptr<void, decltype(&WTSFreeMemory)>;

/// Returns information of a session; null if it has ended.
template <class T>
std::pair<const T*, Memory> Query(const Sessions& sessions, DWORD session, WTS_INFO_CLASS kind) {
  wchar_t* buffer = nullptr;
  DWORD size = 0;
  const bool is_read = sessions.query(WTS_CURRENT_SERVER_HANDLE, session, kind, &buffer, &size) && size >= sizeof(T);
  Memory memory(buffer, sessions.free);
  return {is_read ? reinterpret_cast<const T*>(buffer) : nullptr, std::move(memory)};
}

std::optional<std::string> ClientOf(const Sessions& sessions, DWORD session) {
  const auto [address, memory] = Query<WTS_CLIENT_ADDRESS>(sessions, session, WTSClientAddress);
  if (!address) return std::nullopt;
  return ParseClientAddress({reinterpret_cast<const char*>(address), sizeof *address});
}

void AddSession(const Sessions& sessions, const WTS_SESSION_INFOW& session, std::vector<User>& users) {
  const auto [name, name_memory] = Query<wchar_t>(sessions, session.SessionId, WTSUserName);
  if (!name || !*name) return;  // a session that nobody has logged in to
  User user;
  user.name = FromWide(name);
  if (session.pWinStationName && *session.pWinStationName) user.terminal = FromWide(session.pWinStationName);
  if (auto client = ClientOf(sessions, session.SessionId)) user.host = std::move(*client);
  const auto [info, info_memory] = Query<WTSINFOW>(sessions, session.SessionId, WTSSessionInfo);
  if (info)
    user.started.seconds = static_cast<double>(UnixMicroseconds(static_cast<uint64_t>(info->LogonTime.QuadPart))) / 1e6;
  users.push_back(std::move(user));
}

}  // namespace

std::vector<User> ReadUsers(const Host&) {
  const Sessions& sessions = LoadedSessions();
  if (!sessions) throw SystemError(ENOTSUP, "users");
  WTS_SESSION_INFOW* list = nullptr;
  DWORD count = 0;
  if (!sessions.enumerate(WTS_CURRENT_SERVER_HANDLE, 0, 1, &list, &count)) {
    const DWORD code = GetLastError();
    if (code == ERROR_CALL_NOT_IMPLEMENTED) return {};  // editions without Remote Desktop Services
    ThrowWin32(code, "WTSEnumerateSessionsW");
  }
  const Memory memory(list, sessions.free);
  std::vector<User> users;
  for (DWORD i = 0; i < count; ++i) AddSession(sessions, list[i], users);
  return users;
}

}  // namespace psutil
