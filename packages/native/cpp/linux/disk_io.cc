#include "disk_io.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>

#include "../core/error.h"
#include "../posix/parse.h"
#include "persistent_file.h"

namespace psutil {

namespace {

// Sectors are 512 bytes, whatever the sector size of the disk: https://docs.kernel.org/block/stat.html
constexpr uint64_t kSector = 512;

/// The fields of a line; at most as many as the newest format has.
class Fields {
 public:
  explicit Fields(std::string_view line) {
    for (; size_ < fields_.size(); ++size_) {
      fields_[size_] = NextField(line);
      if (fields_[size_].empty()) break;
    }
  }

  size_t size() const { return size_; }
  std::string_view operator[](size_t at) const { return fields_[at]; }

 private:
  std::array<std::string_view, 16> fields_;
  size_t size_ = 0;
};

/// Parses the counters from field `first` on. Newer kernels append fields to these eleven:
/// https://docs.kernel.org/admin-guide/iostats.html
DiskIoCounters ParseCounters(const Fields& fields, size_t first, const LineParser& lines) {
  const auto number = [&](size_t at, uint64_t unit = 1) { return lines.Number(fields[first + at], unit); };
  DiskIoCounters counters;
  counters.readCount = number(0);
  counters.readMergedCount = number(1);
  counters.readBytes = number(2, kSector);
  counters.readTime = number(3);
  counters.writeCount = number(4);
  counters.writeMergedCount = number(5);
  counters.writeBytes = number(6, kSector);
  counters.writeTime = number(7);
  counters.busyTime = number(9);
  return counters;
}

/// The format of partitions in Linux 2.6 before 2.6.25.
DiskIoCounters ParseShortCounters(const Fields& fields, const LineParser& lines) {
  DiskIoCounters counters;
  counters.readCount = lines.Number(fields[3]);
  counters.readBytes = lines.Number(fields[4], kSector);
  counters.writeCount = lines.Number(fields[5]);
  counters.writeBytes = lines.Number(fields[6], kSector);
  return counters;
}

NamedDiskIoCounters ParseDisk(std::string_view line, const LineParser& lines) {
  const Fields fields(line);
  NamedDiskIoCounters disk;
  // Linux 2.4 has the size before the name.
  const size_t name = fields.size() == 15 && ParseNumber(fields[2]) && !ParseNumber(fields[3]) ? 3 : 2;
  if (fields.size() != 7 && fields.size() < name + 12) lines.Malformed();
  disk.name = fields[name];
  disk.counters = fields.size() == 7 ? ParseShortCounters(fields, lines) : ParseCounters(fields, name + 1, lines);
  return disk;
}

std::vector<NamedDiskIoCounters> ParseDiskstats(std::string_view text, const std::string& path) {
  std::vector<NamedDiskIoCounters> disks;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) disks.push_back(ParseDisk(line, lines));
  return disks;
}

/// A sysfs directory has '!' in place of '/', as in "cciss!c0d0".
std::string DeviceName(std::string directory) {
  std::replace(directory.begin(), directory.end(), '!', '/');
  return directory;
}

/// Returns the sysfs directories of whole disks; nothing without sysfs.
std::optional<std::set<std::string>> FindWhole(const Host& host) {
  std::set<std::string> directories;
  try {
    ForEachEntry(host.sys + "/block", [&](const char* directory) { directories.insert(directory); });
  } catch (const SystemError& error) {
    if (error.failure.code != ENOENT && error.failure.code != EACCES) throw;
    return std::nullopt;
  }
  return directories;
}

/// Reads disks and partitions from sysfs, for containers and phones that hide /proc/diskstats.
std::vector<NamedDiskIoCounters> ReadFromSysfs(const Host& host, const std::set<std::string>& whole) {
  std::vector<NamedDiskIoCounters> disks;
  const auto add = [&](const std::string& directory, const std::string& name) {
    const std::string path = directory + "/stat";
    const auto text = ReadFileIfAny(path);
    if (!text) return;
    const LineParser lines(*text, path);
    const Fields fields(*text);
    if (fields.size() < 11) lines.Malformed();
    NamedDiskIoCounters disk;
    disk.name = DeviceName(name);
    disk.counters = ParseCounters(fields, 0, lines);
    disks.push_back(std::move(disk));
  };
  for (const std::string& disk : whole) {
    const std::string directory = host.sys + "/block/" + disk;
    add(directory, disk);
    // The directories of partitions are named after the disk, with a number appended.
    ForEachEntry(directory, [&](const char* name) {
      if (std::string_view(name).substr(0, disk.size()) == disk) add(directory + "/" + name, name);
    });
  }
  return disks;
}

/// Whether a device is stacked on others, on files or on RAM: its I/O is counted again below, or reaches no disk. The
/// I/O of an NVMe multipath path is counted by its head disk.
bool IsVirtual(std::string_view name) {
  constexpr std::string_view kVirtual[] = {"dm-", "md", "loop", "ram", "zram", "bcache", "drbd", "zd"};
  for (const std::string_view prefix : kVirtual) {
    if (name.substr(0, prefix.size()) == prefix) return true;
  }
  std::string_view rest = name.substr(0, 4) == "nvme" ? name.substr(4) : std::string_view();
  return ParseNumber(SplitNext(rest, 'c')) && ParseNumber(SplitNext(rest, 'n')) && !rest.empty();
}

/// Whether a name is that of a partition of a disk: "sda1" of "sda", "nvme0n1p1" of "nvme0n1".
bool IsPartition(std::string_view name, const std::set<std::string, std::less<>>& names) {
  std::string_view disk = name.substr(0, name.find_last_not_of("0123456789") + 1);
  if (disk.empty() || disk.size() == name.size()) return false;
  if (names.count(disk) > 0) return true;
  if (disk.back() != 'p') return false;
  disk.remove_suffix(1);
  return !disk.empty() && ParseNumber(disk.substr(disk.size() - 1)) && names.count(disk) > 0;
}

void MarkPhysical(std::vector<NamedDiskIoCounters>& disks, const std::optional<std::set<std::string>>& whole) {
  std::set<std::string, std::less<>> names;
  if (whole) {
    for (const std::string& directory : *whole) names.insert(DeviceName(directory));
  } else {
    for (const NamedDiskIoCounters& disk : disks) names.insert(disk.name);
  }
  for (NamedDiskIoCounters& disk : disks) {
    const bool is_whole = whole ? names.count(disk.name) > 0 : !IsPartition(disk.name, names);
    disk.physical = is_whole && !IsVirtual(disk.name);
  }
}

PersistentFile diskstats_file("diskstats");

}  // namespace

std::vector<NamedDiskIoCounters> ReadDiskIo(const Host& host, bool physical) {
  const std::string path = diskstats_file.PathOn(host);
  const auto text = diskstats_file.ReadIfAny(host);
  if (text && !physical) return ParseDiskstats(*text, path);
  const auto whole = FindWhole(host);
  if (!text && !whole) throw SystemError(ENOENT, "open", path);
  auto disks = text ? ParseDiskstats(*text, path) : ReadFromSysfs(host, *whole);
  MarkPhysical(disks, whole);
  return disks;
}

}  // namespace psutil
