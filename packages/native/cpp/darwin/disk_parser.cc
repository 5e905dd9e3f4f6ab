#include "disk_parser.h"

#include <algorithm>

#include "../bsd/mounts.h"
#include "../core/bytes.h"

namespace psutil {

namespace {

// MNT_ of sys/mount.h, with the names that mount(8) prints.
constexpr MountOption kMountOptions[] = {
    {0x2, "sync"},
    {0x4, "noexec"},
    {0x8, "nosuid"},
    {0x10, "nodev"},
    {0x20, "union"},
    {0x40, "async"},
    {0x100, "exported"},
    {0x400, "quarantine"},
    {0x1000, "local"},
    {0x2000, "quota"},
    {0x4000, "rootfs"},
    {0x8000, "dovolfs"},
    {0x10'0000, "nobrowse"},
    {0x20'0000, "noowners"},
    {0x40'0000, "automounted"},
    {0x80'0000, "journaled"},
    {0x100'0000, "nouserxattr"},
    {0x200'0000, "defwrite"},
    {0x400'0000, "multilabel"},
    {0x1000'0000, "noatime"},
};

}  // namespace

DiskPartition ParseMount(std::string_view bytes) {
  using namespace mount_offset;
  DiskPartition partition;
  partition.device = TextAt(bytes, kDevice, kPathSize);
  partition.mountpoint = TextAt(bytes, kMountpoint, kPathSize);
  partition.fstype = TextAt(bytes, kType, kTypeSize);
  partition.opts = MountOptionsOf(ReadAt<uint32_t>(bytes, kFlags), kMountOptions);
  return partition;
}

DiskUsage ParseUsage(std::string_view bytes, std::optional<uint64_t> used) {
  using namespace mount_offset;
  const uint64_t unit = ReadAt<uint32_t>(bytes, kBlockSize);
  const auto total = ReadAt<uint64_t>(bytes, kBlocks);
  const auto inodes = ReadAt<uint64_t>(bytes, kInodes);
  const auto atMost = [&](size_t offset, uint64_t most) { return std::min(ReadAt<uint64_t>(bytes, offset), most); };
  DiskUsage usage;
  usage.total = total * unit;
  usage.free = atMost(kAvailable, total) * unit;
  usage.used = used.value_or((total - atMost(kFree, total)) * unit);
  if (inodes > 0) {
    InodeUsage inode_usage;
    inode_usage.total = inodes;
    inode_usage.free = atMost(kFreeInodes, inodes);
    inode_usage.used = inodes - inode_usage.free;
    usage.inodes = inode_usage;
  }
  return usage;
}

std::optional<uint64_t> ParseSpaceUsed(std::string_view bytes) {
  // The length, of 32 bits, and the number without padding between them.
  constexpr uint32_t kLength = 12, kNumber = 4;
  if (bytes.size() < kLength || ReadAt<uint32_t>(bytes, 0) != kLength) return std::nullopt;
  return ReadAt<uint64_t>(bytes, kNumber);
}

}  // namespace psutil
