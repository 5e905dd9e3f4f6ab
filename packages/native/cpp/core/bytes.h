#pragma once

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include "error.h"

namespace psutil {

/// Copies a value from a position in a buffer that the kernel filled. Throws SystemError where the buffer is too short.
template <class T>
T ReadAt(std::string_view bytes, size_t offset) {
  T value;
  if (offset > bytes.size() || bytes.size() - offset < sizeof value) throw SystemError(EBADMSG, "ReadAt");
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

/// Returns the text in an array of characters, which ends with a NUL only if it is shorter than the array.
inline std::string TextAt(std::string_view bytes, size_t offset, size_t size) {
  if (offset > bytes.size()) throw SystemError(EBADMSG, "TextAt");
  const std::string_view field = bytes.substr(offset, size);
  return std::string(field.substr(0, field.find('\0')));
}

}  // namespace psutil
