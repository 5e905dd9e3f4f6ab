#include "mnttab_parser.h"

#include <algorithm>
#include <iterator>

namespace psutil {

namespace {

/// Filesystems of the kernel, of memory, and mounts of directories that are mounted elsewhere.
constexpr std::string_view kWithoutDevice[] = {"autofs", "bootfs", "ctfs",  "dev",  "devfs",   "fd",
                                               "lofs",   "mntfs",  "objfs", "proc", "sharefs", "tmpfs"};

/// Returns the text before a separator and removes both.
std::string_view Next(std::string_view& text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool HasDevice(const DiskPartition& partition) {
  return std::find(std::begin(kWithoutDevice), std::end(kWithoutDevice), partition.fstype) == std::end(kWithoutDevice);
}

}  // namespace

std::vector<DiskPartition> ParseMnttab(std::string_view text, bool all) {
  std::vector<DiskPartition> partitions;
  while (!text.empty()) {
    std::string_view line = Next(text, '\n');
    DiskPartition partition;
    partition.device = Next(line, '\t');
    partition.mountpoint = Next(line, '\t');
    partition.fstype = Next(line, '\t');
    partition.opts = Next(line, '\t');
    // A line that is not one of a mount is left out, so that it hides no others.
    if (partition.fstype.empty()) continue;
    if (!HasDevice(partition)) partition.device = partition.fstype == "lofs" ? partition.device : "";
    if (all || HasDevice(partition)) partitions.push_back(std::move(partition));
  }
  return partitions;
}

}  // namespace psutil
