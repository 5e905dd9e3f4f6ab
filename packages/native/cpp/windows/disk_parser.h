#pragma once

#include <string>
#include <string_view>

#include "../core/disk.h"

namespace psutil {

/// Parses DISK_PERFORMANCE, whose times are in units of 100 ns. Throws SystemError.
DiskIoCounters ParseDiskPerformance(std::string_view bytes);

/// Returns the options of a drive from the flags of GetVolumeInformation() and the type of GetDriveType().
std::string DriveOptions(uint32_t flags, uint32_t type);

/// Whether a drive is listed without `all`: it is a local disk, and not the floppy drive A:.
bool IsPhysicalDrive(std::string_view root, uint32_t type);

/// Returns the usage of a filesystem from the results of GetDiskFreeSpaceEx(): `available` and `total` are limited by
/// the quota of the user.
DiskUsage UsageOf(uint64_t available, uint64_t total, uint64_t free);

}  // namespace psutil
