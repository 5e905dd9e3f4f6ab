#include "parse.h"

namespace psutil {

std::optional<uint64_t> ParseNumber(std::string_view text) {
  constexpr uint64_t kLimit = uint64_t{1} << 53;
  if (text.empty()) return std::nullopt;
  uint64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<uint64_t>(c - '0');
    if (number >= kLimit) return std::nullopt;
  }
  return number;
}

}  // namespace psutil
