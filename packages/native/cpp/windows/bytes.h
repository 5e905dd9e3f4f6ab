#pragma once

#include <cerrno>
#include <cstring>
#include <string_view>

#include "../core/error.h"

namespace psutil {

/// Copies a structure from a position in a buffer that the system filled. Throws SystemError where the buffer is too
/// short.
template <class T>
T ReadAt(std::string_view bytes, size_t offset) {
  T value;
  if (offset > bytes.size() || bytes.size() - offset < sizeof value) throw SystemError(EBADMSG, "ReadAt");
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

}  // namespace psutil
