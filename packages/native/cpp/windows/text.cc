#include "text.h"

#include <cstdint>

namespace psutil {

namespace {

constexpr uint32_t kReplacement = 0xFFFD;

bool IsHigh(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLow(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void AppendUtf8(uint32_t point, std::string& text) {
  const auto append = [&](uint32_t byte) { text += static_cast<char>(byte); };
  const auto tail = [&](int shift) { append(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) return append(point);
  if (point < 0x800) {
    append(0xC0 | (point >> 6));
    return tail(0);
  }
  if (point < 0x10000) {
    append(0xE0 | (point >> 12));
  } else {
    append(0xF0 | (point >> 18));
    tail(12);
  }
  tail(6);
  tail(0);
}

void AppendUtf16(uint32_t point, std::u16string& text) {
  if (point < 0x10000) {
    text += static_cast<char16_t>(point);
    return;
  }
  text += static_cast<char16_t>(0xD7C0 + (point >> 10));
  text += static_cast<char16_t>(0xDC00 + (point & 0x3FF));
}

/// Takes the next character of UTF-8 text, or the replacement and one byte where there is none.
uint32_t TakeUtf8(std::string_view& text) {
  const auto byte = [&](size_t index) { return static_cast<uint32_t>(static_cast<unsigned char>(text[index])); };
  const uint32_t first = byte(0);
  const size_t length = first < 0x80   ? 1
                        : first < 0xC2 ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
  uint32_t point = length == 1 ? first : first & (0x7FU >> length);
  bool is_valid = length > 0 && length <= text.size();
  for (size_t i = 1; is_valid && i < length; ++i) {
    is_valid = (byte(i) & 0xC0) == 0x80;
    point = point << 6 | (byte(i) & 0x3F);
  }
  const uint32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0;
  if (point < least || point > 0x10FFFF || IsHigh(point) || IsLow(point)) is_valid = false;
  text.remove_prefix(is_valid ? length : 1);
  return is_valid ? point : kReplacement;
}

}  // namespace

std::string ToUtf8(std::u16string_view text) {
  std::string result;
  result.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const uint32_t unit = text[i];
    if (IsHigh(unit) && i + 1 < text.size() && IsLow(text[i + 1])) {
      AppendUtf8(0x10000 + ((unit - 0xD800) << 10) + (text[++i] - 0xDC00U), result);
    } else {
      AppendUtf8(IsHigh(unit) || IsLow(unit) ? kReplacement : unit, result);
    }
  }
  return result;
}

std::u16string ToUtf16(std::string_view text) {
  std::u16string result;
  while (!text.empty()) AppendUtf16(TakeUtf8(text), result);
  return result;
}

}  // namespace psutil
