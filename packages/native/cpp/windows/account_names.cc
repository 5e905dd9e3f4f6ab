#include "account_names.h"

// After windows.h, which it requires.
#include <sddl.h>

#include "error.h"
#include "wide.h"

namespace psutil {

namespace {

std::string TextOf(PSID identifier) {
  wchar_t* text = nullptr;
  if (!ConvertSidToStringSidW(identifier, &text)) ThrowWin32(GetLastError(), "ConvertSidToStringSid");
  std::string result = FromWide(text);
  LocalFree(text);
  return result;
}

std::string LookUp(PSID identifier) {
  DWORD name_size = 0, domain_size = 0;
  SID_NAME_USE use{};
  LookupAccountSidW(nullptr, identifier, nullptr, &name_size, nullptr, &domain_size, &use);
  if (GetLastError() != ERROR_INSUFFICIENT_BUFFER) return TextOf(identifier);
  std::wstring name(name_size, L'\0'), domain(domain_size, L'\0');
  if (!LookupAccountSidW(nullptr, identifier, name.data(), &name_size, domain.data(), &domain_size, &use)) {
    return TextOf(identifier);
  }
  // The sizes are now those without the NUL.
  name.resize(name_size);
  domain.resize(domain_size);
  return FromWide(domain.empty() ? name : domain + L'\\' + name);
}

}  // namespace

const std::string& AccountNames::Of(PSID identifier) {
  const std::string key(static_cast<const char*>(identifier), GetLengthSid(identifier));
  const auto known = names_.find(key);
  return known != names_.end() ? known->second : names_.emplace(key, LookUp(identifier)).first->second;
}

}  // namespace psutil
