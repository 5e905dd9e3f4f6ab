#pragma once

#include <cstdint>

#include "host.h"

namespace psutil {

/// A mounted file system.
struct DiskPartition {
  std::string device;
  std::string mountpoint;
  std::string fstype;
  std::string opts;

  static constexpr const char* kName = "DiskPartition";
  static constexpr const char* kDoc = "A mounted file system.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("device", &DiskPartition::device, "What is mounted, such as `/dev/sda1`; empty where that is nothing.");
    field("mountpoint", &DiskPartition::mountpoint, "Where it is mounted.");
    field("fstype", &DiskPartition::fstype, "The kind of file system, such as `ext4`.");
    field("opts", &DiskPartition::opts, "The options that it is mounted with, separated by commas.");
  }
};

/// How many of a file system's inodes are in use.
struct InodeUsage {
  uint64_t total = 0;
  uint64_t used = 0;
  uint64_t free = 0;

  static constexpr const char* kName = "InodeUsage";
  static constexpr const char* kDoc = "How many of a file system's inodes are in use.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &InodeUsage::total, "All of them.");
    field("used", &InodeUsage::used, "Those of a file or directory.");
    field("free", &InodeUsage::free, "Those that a user who is not root can still have.");
  }
};

/// How full a file system is, in bytes.
struct DiskUsage {
  uint64_t total = 0;
  uint64_t used = 0;
  uint64_t free = 0;
  Nullable<InodeUsage> inodes;

  static constexpr const char* kName = "DiskUsage";
  static constexpr const char* kDoc = "How full a file system is, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &DiskUsage::total, "Its size.");
    field("used", &DiskUsage::used, "What holds something.");
    field("free", &DiskUsage::free, "What a user who is not root can still fill.");
    field("inodes", &DiskUsage::inodes, "Its inodes, where it counts them.");
  }
};

/// What was done with a disk since boot. Times are in milliseconds, and those of operations at once add up.
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
  static constexpr const char* kDoc = "What was done with a disk since boot.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("readCount", &DiskIoCounters::readCount, "Reads that were completed.");
    field("writeCount", &DiskIoCounters::writeCount, "Writes that were completed.");
    field("readBytes", &DiskIoCounters::readBytes, "Bytes read.");
    field("writeBytes", &DiskIoCounters::writeBytes, "Bytes written.");
    field("readTime", &DiskIoCounters::readTime, "Milliseconds that all reads took together.");
    field("writeTime", &DiskIoCounters::writeTime, "Milliseconds that all writes took together.");
    field("busyTime", &DiskIoCounters::busyTime, "Linux, FreeBSD: milliseconds in which the disk had something to do.");
    field("readMergedCount", &DiskIoCounters::readMergedCount, "Linux: reads that were merged into others.");
    field("writeMergedCount", &DiskIoCounters::writeMergedCount, "Linux: writes that were merged into others.");
  }
};

/// What was done with one disk or partition since boot.
struct NamedDiskIoCounters {
  std::string name;
  bool physical = false;
  DiskIoCounters counters;

  static constexpr const char* kName = "NamedDiskIoCounters";
  static constexpr const char* kDoc = "What was done with one disk or partition since boot.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &NamedDiskIoCounters::name, "Its name, such as `sda1`.");
    field("physical", &NamedDiskIoCounters::physical, "Whether it is a whole disk that lies on no other; if asked.");
    field("counters", &NamedDiskIoCounters::counters, "What was done.");
  }
};

/// What a platform may measure of its disks; what it leaves null is not supported there.
struct DiskCollectors {
  std::vector<DiskPartition> (*diskPartitions)(const Host&, bool all) = nullptr;
  DiskUsage (*diskUsage)(const Host&, const std::string& path) = nullptr;
  std::vector<NamedDiskIoCounters> (*diskIoCounters)(const Host&, bool physical) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("diskPartitions", &DiskCollectors::diskPartitions, "The mounted file systems: those on disks, or all.");
    collector("diskUsage", &DiskCollectors::diskUsage, "How full the file system of a path is, in bytes.");
    collector("diskIoCounters", &DiskCollectors::diskIoCounters,
              "What was done with each disk and partition since boot.");
  }
};

}  // namespace psutil
