#include "error.h"
#include "windows_process.h"

namespace psutil {

namespace {

/// Returns the TOKEN_USER of a token: a pointer to the identifier, which follows it.
std::vector<char> ReadTokenUser(HANDLE token) {
  DWORD size = 0;
  GetTokenInformation(token, TokenUser, nullptr, 0, &size);
  std::vector<char> user(size);
  if (!GetTokenInformation(token, TokenUser, user.data(), size, &size)) {
    ThrowWin32(GetLastError(), "GetTokenInformation");
  }
  return user;
}

}  // namespace

std::string WindowsProcess::Username() {
  // Processes of the kernel cannot be opened. They have the privileges of this account.
  if (IsKernel()) return "NT AUTHORITY\\SYSTEM";
  HANDLE opened = nullptr;
  if (!OpenProcessToken(Open(PROCESS_QUERY_LIMITED_INFORMATION), TOKEN_QUERY, &opened)) {
    ThrowWin32(GetLastError(), "OpenProcessToken");
  }
  const Handle token(opened);
  const std::vector<char> user = ReadTokenUser(token.get());
  return context_.AccountName(reinterpret_cast<const TOKEN_USER*>(user.data())->User.Sid);
}

}  // namespace psutil
