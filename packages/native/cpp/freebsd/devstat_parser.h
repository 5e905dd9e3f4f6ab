#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "../core/disk.h"

namespace psutil {

/// The used offsets of struct devstat; layout.cc compares them with the headers of the system.
namespace devstat_offset {
constexpr size_t kSize = 288, kFirstSequence = 0, kName = 44, kNameSize = 16, kUnit = 60, kBytes = 64, kOperations = 96;
constexpr size_t kDuration = 128, kBusy = 192, kType = 260, kLastSequence = 280;
constexpr size_t kRead = 1, kWrite = 2;  // indices of the counters
}  // namespace devstat_offset

/// Parses `kern.devstat.all`: the generation of the list, and the devices. Nothing where the kernel was changing a
/// device. Throws SystemError for a part of a device.
std::optional<std::vector<NamedDiskIoCounters>> ParseDevices(std::string_view bytes);

}  // namespace psutil
