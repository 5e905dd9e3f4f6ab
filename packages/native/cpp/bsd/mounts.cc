#include "mounts.h"

#include <sys/param.h>
// After sys/param.h.
#include <sys/mount.h>

#include <cerrno>

#include "../core/error.h"

namespace psutil {

std::vector<std::string> ReadMountTable(size_t size) {
  constexpr int kMaxAttempts = 20;
  constexpr int kSlack = 8;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    const int expected = getfsstat(nullptr, 0, MNT_NOWAIT);
    if (expected < 0) throw SystemError(errno, "getfsstat");
    std::string bytes(static_cast<size_t>(expected + kSlack) * size, '\0');
    auto* const buffer = reinterpret_cast<struct statfs*>(bytes.data());
    const int count = getfsstat(buffer, static_cast<int>(bytes.size()), MNT_NOWAIT);
    if (count < 0) throw SystemError(errno, "getfsstat");
    // Further filesystems may have been mounted meanwhile.
    if (count >= expected + kSlack) continue;
    std::vector<std::string> mounts;
    for (int i = 0; i < count; ++i) mounts.push_back(bytes.substr(static_cast<size_t>(i) * size, size));
    return mounts;
  }
  throw SystemError(EAGAIN, "getfsstat");
}

}  // namespace psutil
