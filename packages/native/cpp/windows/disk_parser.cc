#include "disk_parser.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

/// The start of DISK_PERFORMANCE.
struct DiskPerformance {
  int64_t bytes_read;
  int64_t bytes_written;
  int64_t read_time;
  int64_t write_time;
  int64_t idle_time;
  uint32_t reads;
  uint32_t writes;
};
static_assert(sizeof(DiskPerformance) == 48 && offsetof(DiskPerformance, reads) == 40);

// winnt.h
constexpr uint32_t kReadOnlyVolume = 0x80000;
constexpr uint32_t kCompressedVolume = 0x8000;

/// The types of GetDriveType().
constexpr const char* kTypes[] = {"unknown", "unmounted", "removable", "fixed", "remote", "cdrom", "ramdisk"};
constexpr uint32_t kRemovable = 2;
constexpr uint32_t kFixed = 3;
constexpr uint32_t kCdrom = 5;

uint64_t Milliseconds(int64_t time) {
  constexpr int64_t kPerMillisecond = 10'000;
  return time > 0 ? static_cast<uint64_t>(time / kPerMillisecond) : 0;
}

}  // namespace

DiskIoCounters ParseDiskPerformance(std::string_view bytes) {
  const auto performance = ReadAt<DiskPerformance>(bytes, 0);
  DiskIoCounters counters;
  counters.readCount = performance.reads;
  counters.writeCount = performance.writes;
  counters.readBytes = static_cast<uint64_t>(performance.bytes_read);
  counters.writeBytes = static_cast<uint64_t>(performance.bytes_written);
  counters.readTime = Milliseconds(performance.read_time);
  counters.writeTime = Milliseconds(performance.write_time);
  return counters;
}

std::string DriveOptions(uint32_t flags, uint32_t type) {
  std::string options = flags & kReadOnlyVolume ? "ro" : "rw";
  if (flags & kCompressedVolume) options += ",compressed";
  return options + "," + kTypes[type < std::size(kTypes) ? type : 0];
}

bool IsPhysicalDrive(std::string_view root, uint32_t type) {
  return (type == kRemovable || type == kFixed || type == kCdrom) && root.substr(0, 2) != "A:";
}

DiskUsage UsageOf(uint64_t available, uint64_t total, uint64_t free) {
  DiskUsage usage;
  usage.total = total;
  usage.free = available;
  // With a quota, more may be free on the disk than the quota permits.
  usage.used = total - (free <= total ? free : std::min(available, total));
  return usage;
}

}  // namespace psutil
