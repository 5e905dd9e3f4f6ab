#pragma once

#include <cstdint>

#include "derived.h"
#include "host.h"

namespace psutil {

/// A mounted filesystem.
struct DiskPartition {
  std::string device;
  std::string mountpoint;
  std::string fstype;
  std::string opts;

  static constexpr const char* kName = "DiskPartition";
  static constexpr const char* kDoc = "A mounted filesystem.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("device", &DiskPartition::device,
          "Device path, such as `/dev/sda1`; empty for a filesystem without a device.");
    field("mountpoint", &DiskPartition::mountpoint, "Mount point.");
    field("fstype", &DiskPartition::fstype, "Filesystem type, such as `ext4`.");
    field("opts", &DiskPartition::opts, "Mount options, separated by commas.");
  }
};

/// Inode usage of a filesystem.
struct InodeUsage {
  uint64_t total = 0;
  uint64_t used = 0;
  uint64_t free = 0;
  double percent = 0;

  void Derive() { percent = Percent(used, used + free); }

  static constexpr const char* kName = "InodeUsage";
  static constexpr const char* kDoc = "Inode usage of a filesystem.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &InodeUsage::total, "Total number of inodes.");
    field("used", &InodeUsage::used, "Number of used inodes.");
    field("free", &InodeUsage::free, "Number of free inodes that are available to unprivileged users.");
    field("percent", &InodeUsage::percent, "Used inodes, in percent of `used` plus `free`, 0 to 100.");
  }
};

/// Disk usage of a filesystem, in bytes.
struct DiskUsage {
  uint64_t total = 0;
  uint64_t used = 0;
  uint64_t free = 0;
  double percent = 0;
  Nullable<InodeUsage> inodes;

  void Derive() { percent = Percent(used, used + free); }

  static constexpr const char* kName = "DiskUsage";
  static constexpr const char* kDoc = "Disk usage of a filesystem, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &DiskUsage::total, "Size of the filesystem, in bytes.");
    field("used", &DiskUsage::used, "Used space, in bytes.");
    field("free", &DiskUsage::free, "Free space that is available to unprivileged users, in bytes.");
    field("percent", &DiskUsage::percent, "Used space, in percent of `used` plus `free`, 0 to 100.");
    field("inodes", &DiskUsage::inodes, "Inode usage; null if the filesystem does not count inodes.");
  }
};

/// Disk I/O counters since boot.
struct DiskIoCounters {
  uint64_t readCount = 0;
  uint64_t writeCount = 0;
  uint64_t readBytes = 0;
  uint64_t writeBytes = 0;
  std::optional<uint64_t> readTime;
  std::optional<uint64_t> writeTime;
  std::optional<uint64_t> busyTime;
  std::optional<uint64_t> readMergedCount;
  std::optional<uint64_t> writeMergedCount;

  static constexpr const char* kName = "DiskIoCounters";
  static constexpr const char* kDoc = "Disk I/O counters since boot.";
  static constexpr DerivedRecord kDerived[] = {
      {"DiskRates",
       "Disk I/O rates between two readings.",
       "rates",
       {"readCount", "writeCount", "readBytes", "writeBytes"}},
      {"DiskRatesOfOne",
       "I/O rates of one disk or partition between two readings.",
       "rates",
       {"readCount", "writeCount", "readBytes", "writeBytes"},
       {"busyPercent", "busyTime",
        "Linux, FreeBSD, SunOS: time during which the device was busy, in percent, 0 to 100."}}};
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("readCount", &DiskIoCounters::readCount, "Number of completed reads.");
    field("writeCount", &DiskIoCounters::writeCount, "Number of completed writes.");
    field("readBytes", &DiskIoCounters::readBytes, "Number of bytes read.");
    field("writeBytes", &DiskIoCounters::writeBytes, "Number of bytes written.");
    field("readTime", &DiskIoCounters::readTime,
          "Time spent reading, in milliseconds. Concurrent reads are added up. Not on SunOS.");
    field("writeTime", &DiskIoCounters::writeTime,
          "Time spent writing, in milliseconds. Concurrent writes are added up. Not on SunOS.");
    field("busyTime", &DiskIoCounters::busyTime,
          "Linux, FreeBSD, SunOS: time during which I/O requests were outstanding, in milliseconds.");
    field("readMergedCount", &DiskIoCounters::readMergedCount, "Linux: number of merged reads.");
    field("writeMergedCount", &DiskIoCounters::writeMergedCount, "Linux: number of merged writes.");
  }
};

/// I/O counters of one disk or partition.
struct NamedDiskIoCounters {
  std::string name;
  bool physical = false;
  DiskIoCounters counters;

  static constexpr const char* kName = "NamedDiskIoCounters";
  static constexpr const char* kDoc = "I/O counters of one disk or partition.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedDiskIoCounters::name, "Device name, such as `sda1`.");
    field("physical", &NamedDiskIoCounters::physical,
          "Whether the device is a whole disk that is not built on other devices or on RAM; false unless requested.");
    field("counters", &NamedDiskIoCounters::counters, "I/O counters.");
  }
};

/// Disk collectors of a platform. A null pointer means that the platform does not support the collector.
struct DiskCollectors {
  std::vector<DiskPartition> (*diskPartitions)(const Host&, bool all) = nullptr;
  DiskUsage (*diskUsage)(const Host&, const std::string& path) = nullptr;
  /// Sets `physical` of each device only if it is requested.
  std::vector<NamedDiskIoCounters> (*diskIoCounters)(const Host&, bool physical) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("diskPartitions", &DiskCollectors::diskPartitions,
              "Mounted filesystems: those on physical devices, or all.");
    collector("diskUsage", &DiskCollectors::diskUsage, "Disk usage of the filesystem that contains a path, in bytes.");
    collector("diskIoCounters", &DiskCollectors::diskIoCounters, "I/O counters of each disk and partition since boot.");
  }
};

}  // namespace psutil
