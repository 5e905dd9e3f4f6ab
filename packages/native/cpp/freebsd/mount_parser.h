#pragma once

#include <string_view>

#include "../bsd/mounts.h"
#include "../core/disk.h"

namespace psutil {

/// The used offsets of struct statfs; layout.cc compares them with the headers of the system.
namespace mount_offset {
constexpr size_t kSize = 2344, kFlags = 8, kType = 280, kTypeSize = 16, kDevice = 296, kMountpoint = 1320;
constexpr size_t kNameSize = 1024;
}  // namespace mount_offset

/// Those that mount(8) prints.
constexpr MountOption kMountOptions[] = {
    {0x2, "sync"},
    {0x4, "noexec"},
    {0x8, "nosuid"},
    {0x10, "nfsv4acls"},
    {0x20, "union"},
    {0x40, "async"},
    {0x100, "exported"},
    {0x1000, "local"},
    {0x2000, "quota"},
    {0x4000, "rootfs"},
    {0x100000, "suiddir"},
    {0x200000, "soft-updates"},
    {0x400000, "nosymfollow"},
    {0x2000000, "gjournal"},
    {0x4000000, "multilabel"},
    {0x8000000, "acls"},
    {0x10000000, "noatime"},
    {0x40000000, "noclusterr"},
    {0x80000000, "noclusterw"},
    {0x200000000, "automounted"},
};

/// Parses a struct statfs. Throws SystemError where it is too short.
DiskPartition ParseMount(std::string_view bytes);

/// Whether a type of filesystem keeps no data on a device of its own.
bool IsPseudoFilesystem(std::string_view type);

}  // namespace psutil
