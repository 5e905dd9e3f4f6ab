#include "nt.h"

#include <algorithm>

#include "error.h"

namespace psutil {

std::string QuerySystem(int kind, size_t expected) {
  std::string buffer(expected, '\0');
  for (;;) {
    ULONG length = 0;
    const auto size = static_cast<ULONG>(buffer.size());
    const NTSTATUS status =
        NtQuerySystemInformation(static_cast<SYSTEM_INFORMATION_CLASS>(kind), buffer.data(), size, &length);
    if (status >= 0) {
      if (length < size) buffer.resize(length);
      return buffer;
    }
    const bool is_too_small = status == kInfoLengthMismatch || status == kBufferTooSmall || status == kBufferOverflow;
    constexpr size_t kMost = size_t{1} << 30;
    if (!is_too_small || buffer.size() >= kMost) ThrowStatus(status, "NtQuerySystemInformation");
    // The information may grow until the next call.
    constexpr size_t kSlack = size_t{1} << 16;
    buffer.resize(std::max<size_t>(length, buffer.size()) + kSlack);
  }
}

}  // namespace psutil
