#pragma once

#include <string_view>

#include "../core/bytes.h"

namespace psutil {

/// Returns a struct timeval in microseconds.
inline uint64_t MicrosecondsAt(std::string_view bytes, size_t offset) {
  constexpr uint64_t kMicroseconds = 1'000'000;
  return ReadAt<uint64_t>(bytes, offset) * kMicroseconds + ReadAt<uint32_t>(bytes, offset + sizeof(uint64_t));
}

}  // namespace psutil
