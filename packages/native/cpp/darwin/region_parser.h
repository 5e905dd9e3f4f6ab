#pragma once

#include <string_view>

#include "../core/process_memory.h"

namespace psutil {

/// The used offsets of struct proc_regionwithpathinfo; layout.cc compares them with the headers of the system.
namespace region_offset {
constexpr size_t kSize = 1272, kSizeWithoutPath = 96, kProtection = 0, kResident = 36, kSwapped = 44, kDirtied = 48;
constexpr size_t kReferences = 52, kShadowDepth = 56, kShareMode = 60;
constexpr size_t kPrivateResident = 64, kSharedResident = 68, kAddress = 80, kLength = 88, kPath = 248;
constexpr size_t kPathSize = 1024;
}  // namespace region_offset

/// A mapping of a process.
struct Region {
  uint64_t address = 0;
  uint64_t size = 0;
  uint64_t unique = 0;  // bytes that no other process shares
  uint64_t resident = 0;
  MappedRegion mapping;
};

/// Parses a mapping: struct proc_regioninfo or proc_regionwithpathinfo. Throws SystemError.
Region ParseRegion(std::string_view bytes, uint64_t page_size);

}  // namespace psutil
