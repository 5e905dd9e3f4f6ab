#include "disk.h"

#include <sys/attr.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>

#include "../bsd/mounts.h"
#include "../core/error.h"
#include "disk_io.h"
#include "disk_parser.h"

namespace psutil {

namespace {

std::vector<DiskPartition> ReadDiskPartitions(const Host&, bool all) {
  std::vector<DiskPartition> partitions;
  for (const std::string& mount : ReadMountTable(mount_offset::kSize)) {
    DiskPartition partition = ParseMount(mount);
    const bool has_device = partition.device.substr(0, 1) == "/" && access(partition.device.c_str(), F_OK) == 0;
    if (all || has_device) partitions.push_back(std::move(partition));
  }
  return partitions;
}

/// Returns the space that a volume uses itself; nothing where its filesystem does not report it. The volumes of an APFS
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
