#pragma once

#include <string>
#include <string_view>

#include "text.h"

namespace psutil {

static_assert(sizeof(wchar_t) == sizeof(char16_t), "text of Windows is UTF-16");

/// Converts text of Windows to UTF-8.
inline std::string FromWide(std::wstring_view text) {
  return ToUtf8({reinterpret_cast<const char16_t*>(text.data()), text.size()});
}

/// Converts UTF-8 to text of Windows.
inline std::wstring ToWide(std::string_view text) {
  const std::u16string units = ToUtf16(text);
  return {units.begin(), units.end()};
}

}  // namespace psutil
