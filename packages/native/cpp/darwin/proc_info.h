#pragma once

#include <libproc.h>

#include <cerrno>
#include <string>

#include "../core/error.h"

// Calls of proc_pidinfo() and proc_pidfdinfo(), which return the number of bytes they filled in, and 0 for an error.

namespace psutil {

[[noreturn]] inline void ThrowProcInfo(int count, const char* call) {
  // The kernel fills in a part of a structure for a process that it is taking down.
  throw SystemError(count <= 0 && errno != 0 ? errno : EIO, call);
}

/// Returns the bytes of a structure with information about a process. Throws SystemError.
inline std::string ReadProcInfo(int pid, int flavor, size_t size, uint64_t argument = 0) {
  std::string bytes(size, '\0');
  errno = 0;
  const int count = proc_pidinfo(pid, flavor, argument, bytes.data(), static_cast<int>(size));
  if (count < static_cast<int>(size)) ThrowProcInfo(count, "proc_pidinfo");
  return bytes;
}

/// Returns the bytes of a list with information about a process. Throws SystemError.
inline std::string ReadProcInfoList(int pid, int flavor, size_t expected) {
  constexpr size_t kLongest = size_t{1} << 26;
  for (size_t size = expected; size <= kLongest; size *= 2) {
    std::string bytes(size, '\0');
    errno = 0;
    const int count = proc_pidinfo(pid, flavor, 0, bytes.data(), static_cast<int>(size));
    if (count < 0 || (count == 0 && errno != 0)) ThrowProcInfo(count, "proc_pidinfo");
    // A list that fills the buffer may be longer.
    if (static_cast<size_t>(count) >= size) continue;
    bytes.resize(static_cast<size_t>(count));
    return bytes;
  }
  throw SystemError(EOVERFLOW, "proc_pidinfo");
}

/// Returns the bytes of a structure with information about a descriptor; nothing where it was closed or has no such
/// information. Throws SystemError.
inline std::optional<std::string> FindDescriptorInfo(int pid, int fd, int flavor, size_t size) {
  std::string bytes(size, '\0');
  errno = 0;
  const int count = proc_pidfdinfo(pid, fd, flavor, bytes.data(), static_cast<int>(size));
  if (count >= static_cast<int>(size)) return bytes;
  if (errno == EBADF || errno == ENOENT || errno == EOPNOTSUPP || errno == ENOTSUP) return std::nullopt;
  ThrowProcInfo(count, "proc_pidfdinfo");
}

}  // namespace psutil
