#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace psutil {

constexpr uint64_t kReadOnlyMount = 0x1;  // MNT_RDONLY

/// A flag of a mounted filesystem, and its name in the output of mount(8).
struct MountOption {
  uint64_t flag;
  const char* name;
};

/// Returns the options of a mounted filesystem, separated by commas: `ro` or `rw`, and those of the flags.
template <size_t count>
std::string MountOptionsOf(uint64_t flags, const MountOption (&options)[count]) {
  std::string text = flags & kReadOnlyMount ? "ro" : "rw";
  for (const auto& [flag, name] : options) {
    if (flags & flag) text.append(",").append(name);
  }
  return text;
}

/// Lists the mounted filesystems without asking those of servers, which may not answer: getfsstat(2). Returns the bytes
/// of the struct statfs of each, which has a size. Throws SystemError.
std::vector<std::string> ReadMountTable(size_t size);

}  // namespace psutil
