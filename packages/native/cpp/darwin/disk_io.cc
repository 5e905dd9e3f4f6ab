#include "disk_io.h"

#include "iokit.h"

namespace psutil {

namespace {

/// Returns nothing for a disk whose driver does not count.
std::optional<DiskIoCounters> CountersOf(const Properties& statistics) {
  constexpr uint64_t kNanosecondsPerMillisecond = 1'000'000;
  const auto number = [&](const char* key) { return static_cast<uint64_t>(statistics.Number(key).value_or(0)); };
  if (!statistics.Number("Operations (Read)")) return std::nullopt;
  DiskIoCounters counters;
  counters.readCount = number("Operations (Read)");
  counters.writeCount = number("Operations (Write)");
  counters.readBytes = number("Bytes (Read)");
  counters.writeBytes = number("Bytes (Write)");
  counters.readTime = number("Total Time (Read)") / kNanosecondsPerMillisecond;
  counters.writeTime = number("Total Time (Write)") / kNanosecondsPerMillisecond;
  return counters;
}

}  // namespace

// The parent of a whole disk is its driver. Partitions and volumes, whose parents are others, are not counted.
std::vector<NamedDiskIoCounters> ReadDiskIoCounters(const Host&, bool physical) {
  std::vector<NamedDiskIoCounters> disks;
  for (const RegistryEntry& media : FindDevices("IOMedia")) {
    const RegistryEntry driver = media.Parent();
    if (!driver.ConformsTo("IOBlockStorageDriver")) continue;
    const auto name = media.ReadProperties().Text("BSD Name");
    const auto counters = CountersOf(driver.ReadProperties().Dictionary("Statistics"));
    if (name && counters) disks.push_back({*name, physical, *counters});
  }
  return disks;
}

}  // namespace psutil
