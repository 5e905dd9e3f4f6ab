#include "disk.h"

#include <cerrno>

#include "../bsd/mounts.h"
#include "../bsd/sysctl.h"
#include "../posix/disk_usage.h"
#include "devstat_parser.h"
#include "mount_parser.h"

namespace psutil {

namespace {

std::vector<DiskPartition> ReadDiskPartitions(const Host&, bool all) {
  std::vector<DiskPartition> partitions;
  for (const std::string& mount : ReadMountTable(mount_offset::kSize)) {
    DiskPartition partition = ParseMount(mount);
    if (all || !IsPseudoFilesystem(partition.fstype)) partitions.push_back(std::move(partition));
  }
  return partitions;
}

DiskUsage ReadUsage(const Host&, const std::string& path) { return ReadDiskUsage(path); }

std::vector<NamedDiskIoCounters> ReadDiskIo(const Host&, bool physical) {
  constexpr uint64_t kVersion = 6;
  constexpr int kMaxAttempts = 20;
  // Another version of the structure has other offsets.
  if (ReadSysctlNumber("kern.devstat.version") != kVersion)
    throw SystemError(EBADMSG, "sysctl", "kern.devstat.version");
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    auto devices = ParseDevices(ReadSysctl("kern.devstat.all"));
    if (!devices) continue;
    for (NamedDiskIoCounters& device : *devices) device.physical = device.physical && physical;
    return std::move(*devices);
  }
  throw SystemError(EAGAIN, "sysctl", "kern.devstat.all");
}

}  // namespace

void AddDisk(DiskCollectors& collectors) {
  collectors.diskPartitions = ReadDiskPartitions;
  collectors.diskUsage = ReadUsage;
  collectors.diskIoCounters = ReadDiskIo;
}

}  // namespace psutil
