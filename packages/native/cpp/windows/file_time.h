#pragma once

#include <cstdint>

namespace psutil {

/// Converts a FILETIME, in units of 100 ns since 1601, to microseconds since 1970. 0, an unknown time, stays 0.
inline uint64_t UnixMicroseconds(uint64_t time) {
  constexpr uint64_t kUnixEpoch = 116'444'736'000'000'000;
  constexpr uint64_t kPerMicrosecond = 10;
  return time < kUnixEpoch ? 0 : (time - kUnixEpoch) / kPerMicrosecond;
}

}  // namespace psutil
