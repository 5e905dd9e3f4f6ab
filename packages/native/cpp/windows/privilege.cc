#include "privilege.h"

#include <algorithm>

#include "error.h"
#include "handle.h"

namespace psutil {

bool HasPriorityPrivilege(bool requires_enabled) {
  HANDLE opened = nullptr;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &opened)) ThrowWin32(GetLastError(), "OpenProcessToken");
  const Handle token(opened);
  LUID wanted{};
  if (!LookupPrivilegeValueW(nullptr, L"SeIncreaseBasePriorityPrivilege", &wanted)) {
    ThrowWin32(GetLastError(), "LookupPrivilegeValue");
  }
  // There are fewer than 64 privileges, of 12 bytes each.
  alignas(TOKEN_PRIVILEGES) char buffer[1024];
  DWORD size = 0;
  if (!GetTokenInformation(token.get(), TokenPrivileges, buffer, sizeof buffer, &size)) {
    ThrowWin32(GetLastError(), "GetTokenInformation");
  }
  const auto& held = *reinterpret_cast<const TOKEN_PRIVILEGES*>(buffer);
  const LUID_AND_ATTRIBUTES* const first = held.Privileges;
  return std::any_of(first, first + held.PrivilegeCount, [&](const LUID_AND_ATTRIBUTES& each) {
    const bool is_enabled = (each.Attributes & SE_PRIVILEGE_ENABLED) != 0;
    const bool is_wanted = each.Luid.LowPart == wanted.LowPart && each.Luid.HighPart == wanted.HighPart;
    return is_wanted && (is_enabled || !requires_enabled);
  });
}

}  // namespace psutil
