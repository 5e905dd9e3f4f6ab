#include "devstat_parser.h"

#include "../core/bytes.h"

namespace psutil {

namespace {

/// Converts a struct bintime: seconds, and a fraction of a second in units of 2^-64 seconds.
uint64_t MillisecondsAt(std::string_view device, size_t offset) {
  const auto seconds = ReadAt<int64_t>(device, offset);
  const auto fraction = ReadAt<uint64_t>(device, offset + sizeof(int64_t));
  if (seconds < 0) return 0;
  return static_cast<uint64_t>(seconds) * 1000 + ((fraction >> 32) * 1000 >> 32);
}

/// Whether it is a disk: not a pass-through to another device, nor md(4), a disk in memory or in a file.
bool IsDisk(std::string_view name, uint32_t type) {
  constexpr uint32_t kDirect = 0, kStorageArray = 0xc, kKind = 0xf, kPass = 0x100;
  const uint32_t kind = type & kKind;
  return (kind == kDirect || kind == kStorageArray) && !(type & kPass) && name != "md";
}

NamedDiskIoCounters ParseDevice(std::string_view device) {
  using namespace devstat_offset;
  const auto number = [&](size_t table, size_t index) {
    return ReadAt<uint64_t>(device, table + index * sizeof(uint64_t));
  };
  constexpr size_t kTime = 16;
  NamedDiskIoCounters disk;
  const std::string driver = TextAt(device, kName, kNameSize);
  disk.name = driver + std::to_string(ReadAt<int32_t>(device, kUnit));
  disk.physical = IsDisk(driver, ReadAt<uint32_t>(device, kType));
  disk.counters.readCount = number(kOperations, kRead);
  disk.counters.writeCount = number(kOperations, kWrite);
  disk.counters.readBytes = number(kBytes, kRead);
  disk.counters.writeBytes = number(kBytes, kWrite);
  disk.counters.readTime = MillisecondsAt(device, kDuration + kRead * kTime);
  disk.counters.writeTime = MillisecondsAt(device, kDuration + kWrite * kTime);
  disk.counters.busyTime = MillisecondsAt(device, kBusy);
  return disk;
}

}  // namespace

std::optional<std::vector<NamedDiskIoCounters>> ParseDevices(std::string_view bytes) {
  using namespace devstat_offset;
  ReadAt<int64_t>(bytes, 0);
  bytes.remove_prefix(sizeof(int64_t));
  if (bytes.size() % kSize != 0) throw SystemError(EBADMSG, "sysctlbyname", "kern.devstat.all");
  std::vector<NamedDiskIoCounters> devices;
  for (; !bytes.empty(); bytes.remove_prefix(kSize)) {
    if (ReadAt<uint32_t>(bytes, kFirstSequence) != ReadAt<uint32_t>(bytes, kLastSequence)) return std::nullopt;
    devices.push_back(ParseDevice(bytes.substr(0, kSize)));
  }
  return devices;
}

}  // namespace psutil
