#include "registry.h"

#include "wide.h"

namespace psutil {

std::optional<std::string> RegistryText(const wchar_t* key, const wchar_t* value) {
  wchar_t text[1024];
  DWORD size = sizeof text;
  const DWORD flags = RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY;
  if (RegGetValueW(HKEY_LOCAL_MACHINE, key, value, flags, nullptr, text, &size) != ERROR_SUCCESS) return std::nullopt;
  return FromWide(text);
}

bool HasRegistryValue(const wchar_t* key, const wchar_t* value) {
  const DWORD flags = RRF_RT_ANY | RRF_SUBKEY_WOW6464KEY;
  return RegGetValueW(HKEY_LOCAL_MACHINE, key, value, flags, nullptr, nullptr, nullptr) == ERROR_SUCCESS;
}

}  // namespace psutil
