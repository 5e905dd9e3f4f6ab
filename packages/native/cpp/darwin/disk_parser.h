#pragma once

#include <string_view>

#include "../core/disk.h"

namespace psutil {

/// The used offsets of struct statfs; layout.cc compares them with the headers of the system.
namespace mount_offset {
constexpr size_t kSize = 2168, kBlockSize = 0, kBlocks = 8, kFree = 16, kAvailable = 24, kInodes = 32, kFreeInodes = 40;
constexpr size_t kFlags = 64, kType = 72, kTypeSize = 16, kMountpoint = 88, kDevice = 1112, kPathSize = 1024;
}  // namespace mount_offset

/// Parses a mounted filesystem: struct statfs. Throws SystemError.
DiskPartition ParseMount(std::string_view bytes);

/// Parses the usage of a filesystem: struct statfs. `used` is what its files take where the filesystem shares its space
/// with others. Throws SystemError.
DiskUsage ParseUsage(std::string_view bytes, std::optional<uint64_t> used);

/// Parses the answer of getattrlist(2) to ATTR_VOL_SPACEUSED; nothing where the filesystem does not report it.
std::optional<uint64_t> ParseSpaceUsed(std::string_view bytes);

}  // namespace psutil
