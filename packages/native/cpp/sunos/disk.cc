#include "disk.h"

#include "../posix/disk_usage.h"
#include "file.h"
#include "kstat.h"
#include "mnttab_parser.h"

namespace psutil {

namespace {

std::vector<DiskPartition> ReadPartitions(const Host& host, bool all) {
  constexpr size_t kMaxMnttab = size_t{64} << 20;
  return ParseMnttab(ReadProcFile(OpenProcDirectory(host.etc), "mnttab", kMaxMnttab), all);
}

DiskUsage ReadUsage(const Host& host, const std::string& path) {
  return ReadDiskUsage(host.root == "/" ? path : host.root + "/" + path);
}

/// The statistics of this class are those of whole disks, and of the pools that ZFS builds on them.
std::vector<NamedDiskIoCounters> ReadDiskIo(const Host& host, bool physical) {
  std::vector<NamedDiskIoCounters> disks;
  for (const Statistic& disk : ReadStatistics(host, {"", "", "disk"})) {
    disks.push_back({disk.name, physical && disk.module != "zfs", ParseDiskIo(disk.bytes)});
  }
  return disks;
}

}  // namespace

void AddDisk(DiskCollectors& collectors) {
  collectors.diskPartitions = ReadPartitions;
  collectors.diskUsage = ReadUsage;
  collectors.diskIoCounters = ReadDiskIo;
}

}  // namespace psutil
