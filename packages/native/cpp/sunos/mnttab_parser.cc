#include "mnttab_parser.h"

#include <algorithm>
#include <iterator>

#include "../posix/parse.h"

namespace psutil {

namespace {

/// Filesystems of the kernel, of memory, and mounts of directories that are mounted elsewhere.
constexpr std::string_view kWithoutDevice[] = {"autofs", "bootfs", "ctfs",  "dev",  "devfs",   "fd",
                                               "lofs",   "mntfs",  "objfs", "proc", "sharefs", "tmpfs"};

bool HasDevice(const DiskPartition& partition) {
  return std::find(std::begin(kWithoutDevice), std::end(kWithoutDevice), partition.fstype) == std::end(kWithoutDevice);
}

}  // namespace

std::vector<DiskPartition> ParseMnttab(std::string_view text, bool all) {
  std::vector<DiskPartition> partitions;
  while (!text.empty()) {
    std::string_view line = SplitNext(text, '\n');
    DiskPartition partition;
    partition.device = SplitNext(line, '\t');
    partition.mountpoint = SplitNext(line, '\t');
    partition.fstype = SplitNext(line, '\t');
    partition.opts = SplitNext(line, '\t');
    // A line that is not one of a mount is left out, so that it hides no others.
    if (partition.fstype.empty()) continue;
    if (!HasDevice(partition)) partition.device = partition.fstype == "lofs" ? partition.device : "";
    if (all || HasDevice(partition)) partitions.push_back(std::move(partition));
  }
  return partitions;
}

}  // namespace psutil
