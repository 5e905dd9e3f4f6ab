#include "disk.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <vector>

#include "../core/error.h"
#include "../posix/disk_usage.h"
#include "../posix/parse.h"
#include "disk_io.h"
#include "persistent_file.h"

namespace psutil {

namespace {

/// The mount table of the first process of a host. This program's own is in /proc/self, which belongs to another host
/// only in a captured tree.
struct MountTable {
  std::string text;
  std::string path;
};

// A line holds the mount options, which may be long.
PersistentFile mounts_file("self/mounts", PersistentFile::Lines::kAny);
PersistentFile mountinfo_file("self/mountinfo", PersistentFile::Lines::kAny);
PersistentFile filesystems_file("filesystems");

MountTable ReadMountTable(const Host& host, const std::string& name, PersistentFile& own) {
  if (!host.IsLocal()) {
    const std::string path = host.proc + "/1/" + name;
    try {
      if (auto text = ReadFileIfAny(path)) return {std::move(*text), path};
    } catch (const SystemError& error) {
      if (error.failure.code != EACCES) throw;  // only root may read the mounts of other processes
    }
  }
  return {own.Read(host), own.PathOn(host)};
}

/// Returns the device number of each mount point, such as "8:1": proc_pid_mountinfo(5).
std::map<std::string, std::string> ReadDeviceNumbers(const Host& host) {
  std::map<std::string, std::string> numbers;
  const MountTable table = ReadMountTable(host, "mountinfo", mountinfo_file);
  LineParser lines(table.text, table.path);
  for (std::string_view line; lines.Next(line);) {
    NextField(line);  // mount ID
    NextField(line);  // parent ID
    const std::string_view number = NextField(line);
    NextField(line);  // root of the mount in its filesystem
    numbers[Unescaped(NextField(line))] = number;
  }
  return numbers;
}

/// Returns the filesystem types that require a device, and zfs; nothing where /proc/filesystems is unreadable.
std::optional<std::vector<std::string>> ReadDiskTypes(const Host& host) {
  std::optional<std::string> text;
  try {
    text = filesystems_file.ReadIfAny(host);
  } catch (const SystemError& error) {
    if (error.failure.code != EACCES) throw;  // Android
  }
  if (!text) return std::nullopt;
  std::vector<std::string> types;
  std::string_view rest = *text;
  while (!rest.empty()) {
    std::string_view line = SplitNext(rest, '\n');
    const bool without_device = SplitNext(line, '\t') == "nodev";
    if (!without_device || line == "zfs") types.emplace_back(line);
  }
  return types;
}

/// Returns the name of the block device with a number, or nothing.
std::string FindDevice(const Host& host, const std::string& number) {
  const auto uevent = ReadFileIfAny(host.sys + "/dev/block/" + number + "/uevent");
  std::string_view rest = uevent ? std::string_view(*uevent) : std::string_view();
  while (!rest.empty()) {
    std::string_view line = SplitNext(rest, '\n');
    if (SplitNext(line, '=') == "DEVNAME") return std::string(line);
  }
  const auto partitions = ReadFileIfAny(host.proc + "/partitions");
  rest = partitions ? std::string_view(*partitions) : std::string_view();
  while (!rest.empty()) {
    std::string_view line = SplitNext(rest, '\n');  // major minor #blocks name
    const std::string_view major = NextField(line);
    const std::string_view minor = NextField(line);
    NextField(line);
    if (number == std::string(major) + ":" + std::string(minor)) return std::string(NextField(line));
  }
  return "";
}

/// Selects mounts and names their devices; each file that this needs is read at most once.
class Partitions {
 public:
  Partitions(const Host& host, bool all) : host_(host), all_(all) {
    if (!all) types_ = ReadDiskTypes(host);
  }

  void Name(DiskPartition& partition) {
    if (partition.device == "none") partition.device.clear();
    // The name under which the kernel mounts the root filesystem before devices have names.
    if (partition.device != "/dev/root" && partition.device != "rootfs") return;
    const std::string device = FindDevice(host_, NumberOf(partition.mountpoint));
    if (!device.empty()) partition.device = "/dev/" + device;
  }

  bool IsSelected(const DiskPartition& partition) {
    if (all_) return true;
    if (partition.device.empty()) return false;
    if (types_) return std::find(types_->begin(), types_->end(), partition.fstype) != types_->end();
    if (partition.fstype == "btrfs" || partition.fstype == "zfs") return true;  // several devices, so no single number
    const std::string number = NumberOf(partition.mountpoint);
    return !number.empty() && number.compare(0, 2, "0:") != 0;
  }

 private:
  std::string NumberOf(const std::string& mountpoint) {
    if (!numbers_) numbers_ = ReadDeviceNumbers(host_);
    return (*numbers_)[mountpoint];
  }

  const Host& host_;
  bool all_;
  std::optional<std::vector<std::string>> types_;
  std::optional<std::map<std::string, std::string>> numbers_;
};

/// Parses a line of proc_pid_mounts(5), which has the format of fstab(5). The device may be empty.
DiskPartition ParseMount(std::string_view line, const LineParser& lines) {
  DiskPartition partition;
  partition.device = Unescaped(SplitNext(line, ' '));
  partition.mountpoint = Unescaped(SplitNext(line, ' '));
  partition.fstype = Unescaped(SplitNext(line, ' '));
  partition.opts = Unescaped(SplitNext(line, ' '));
  if (partition.opts.empty()) lines.Malformed();
  return partition;
}

std::vector<DiskPartition> ReadPartitions(const Host& host, bool all) {
  const MountTable table = ReadMountTable(host, "mounts", mounts_file);
  std::vector<DiskPartition> partitions;
  Partitions filter(host, all);
  LineParser lines(table.text, table.path);
  for (std::string_view line; lines.Next(line);) {
    DiskPartition partition = ParseMount(line, lines);
    filter.Name(partition);
    if (filter.IsSelected(partition)) partitions.push_back(std::move(partition));
  }
  return partitions;
}

DiskUsage ReadUsage(const Host& host, const std::string& path) {
  return ReadDiskUsage(host.root == "/" ? path : host.root + "/" + path);
}

}  // namespace

void AddDisk(DiskCollectors& collectors) {
  collectors.diskPartitions = ReadPartitions;
  collectors.diskUsage = ReadUsage;
  collectors.diskIoCounters = ReadDiskIo;
}

}  // namespace psutil
