#include "mount_parser.h"

#include <algorithm>
#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

constexpr std::string_view kPseudoFilesystems[] = {"autofs",   "devfs",  "fdescfs", "linprocfs",
                                                   "linsysfs", "nullfs", "procfs",  "tmpfs"};

}  // namespace

DiskPartition ParseMount(std::string_view bytes) {
  using namespace mount_offset;
  if (bytes.size() < kSize) throw SystemError(EBADMSG, "getfsstat");
  DiskPartition partition;
  partition.device = TextAt(bytes, kDevice, kNameSize);
  partition.mountpoint = TextAt(bytes, kMountpoint, kNameSize);
  partition.fstype = TextAt(bytes, kType, kTypeSize);
  partition.opts = MountOptionsOf(ReadAt<uint64_t>(bytes, kFlags), kMountOptions);
  return partition;
}

bool IsPseudoFilesystem(std::string_view type) {
  return std::find(std::begin(kPseudoFilesystems), std::end(kPseudoFilesystems), type) != std::end(kPseudoFilesystems);
}

}  // namespace psutil
