#pragma once

#include <string_view>
#include <vector>

#include "../core/process_memory.h"

namespace psutil {

/// The used offsets of struct kinfo_vmentry, which the kernel cuts after the path; layout.cc compares them with
/// the headers of the system.
namespace map_offset {
constexpr size_t kStructSize = 0, kType = 4, kStart = 8, kEnd = 16, kFlags = 44, kResident = 48, kPrivate = 52;
constexpr size_t kProtection = 56, kReferences = 60, kShadows = 64, kPath = 136, kMaxSize = 1160;
}  // namespace map_offset

/// Parses the mappings that sysctl(3) returns for KERN_PROC_VMMAP. Throws SystemError for a row that is longer than the
/// rest, or too short for its fields.
std::vector<MappedRegion> ParseMaps(std::string_view bytes, uint64_t page_size);

}  // namespace psutil
