#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace psutil {

/// Parses a decimal number below 2^53 that consists of digits only; nothing for any other text.
std::optional<uint64_t> ParseNumber(std::string_view text);

}  // namespace psutil
