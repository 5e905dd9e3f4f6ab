#pragma once

#include <string>
#include <string_view>

namespace psutil {

/// Converts UTF-16 to UTF-8. An unpaired surrogate becomes U+FFFD.
std::string ToUtf8(std::u16string_view text);

/// Converts UTF-8 to UTF-16. A byte that is not part of a character becomes U+FFFD.
std::u16string ToUtf16(std::string_view text);

}  // namespace psutil
