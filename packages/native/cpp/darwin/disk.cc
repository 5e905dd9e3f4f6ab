#include "disk.h"

#include <sys/attr.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>

#include "../core/error.h"
#include "disk_io.h"
#include "disk_parser.h"

namespace psutil {

namespace {

/// Lists the mounted filesystems without asking those of servers, which may not answer. Returns the bytes of each.
std::vector<std::string> ReadMounts() {
  constexpr int kMaxAttempts = 20;
  constexpr int kSlack = 8;
  constexpr size_t kSize = mount_offset::kSize;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    const int expected = getfsstat(nullptr, 0, MNT_NOWAIT);
    if (expected < 0) throw SystemError(errno, "getfsstat");
    std::string bytes(static_cast<size_t>(expected + kSlack) * kSize, '\0');
    auto* buffer = reinterpret_cast<struct statfs*>(bytes.data());
    const int count = getfsstat(buffer, static_cast<int>(bytes.size()), MNT_NOWAIT);
    if (count < 0) throw SystemError(errno, "getfsstat");
    if (count >= expected + kSlack) continue;
    std::vector<std::string> mounts;
    for (int i = 0; i < count; ++i) mounts.push_back(bytes.substr(static_cast<size_t>(i) * kSize, kSize));
    return mounts;
  }
  throw SystemError(EAGAIN, "getfsstat");
}

std::vector<DiskPartition> ReadDiskPartitions(const Host&, bool all) {
  std::vector<DiskPartition> partitions;
  for (const std::string& mount : ReadMounts()) {
    DiskPartition partition = ParseMount(mount);
    const bool has_device = partition.device.substr(0, 1) == "/" && access(partition.device.c_str(), F_OK) == 0;
    if (all || has_device) partitions.push_back(std::move(partition));
  }
  return partitions;
}

/// Returns the space that a volume uses itself; nothing where its filesystem does not tell. The volumes of an APFS
/// container share its free space, so that it is not the difference of the sizes.
std::optional<uint64_t> ReadSpaceUsed(const std::string& mountpoint) {
  attrlist attributes{};
  attributes.bitmapcount = ATTR_BIT_MAP_COUNT;
  attributes.volattr = ATTR_VOL_INFO | ATTR_VOL_SPACEUSED;
  std::string answer(64, '\0');
  if (getattrlist(mountpoint.c_str(), &attributes, answer.data(), answer.size(), 0) != 0) return std::nullopt;
  return ParseSpaceUsed(answer);
}

// statvfs(3) has 32-bit numbers of blocks.
DiskUsage ReadUsage(const Host&, const std::string& path) {
  std::string filesystem(mount_offset::kSize, '\0');
  int status;
  do {
    status = statfs(path.c_str(), reinterpret_cast<struct statfs*>(filesystem.data()));
  } while (status != 0 && errno == EINTR);
  if (status != 0) throw SystemError(errno, "statfs", path);
  return ParseUsage(filesystem, ReadSpaceUsed(ParseMount(filesystem).mountpoint));
}

}  // namespace

void AddDisk(DiskCollectors& collectors) {
  collectors.diskPartitions = ReadDiskPartitions;
  collectors.diskUsage = ReadUsage;
  collectors.diskIoCounters = ReadDiskIoCounters;
}

}  // namespace psutil
