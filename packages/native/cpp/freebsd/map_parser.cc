#include "map_parser.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <iterator>

#include "../core/bytes.h"

namespace psutil {

namespace {

// The KVME_TYPE_ constants of sys/user.h.
constexpr const char* kMapNames[] = {"[none]", "[anon]", "[vnode]", "[anon]",   "[device]",
                                     "[phys]", "[dead]", "[sg]",    "[device]", "[guard]"};

std::string PathOf(std::string_view row, int type, uint32_t flags) {
  constexpr uint32_t kGrowsDown = 0x20;
  const std::string path = TextAt(row, map_offset::kPath, row.size() - map_offset::kPath);
  if (!path.empty()) return path;
  if (flags & kGrowsDown) return "[stack]";
  return type >= 0 && type < static_cast<int>(std::size(kMapNames)) ? kMapNames[type] : "[unknown]";
}

std::string PermissionsOf(uint32_t protection, uint32_t flags) {
  constexpr uint32_t kReads = 1, kWrites = 2, kExecutes = 4, kCopyOnWrite = 1, kNeedsCopy = 2;
  std::string permissions = "---s";
  if (protection & kReads) permissions[0] = 'r';
  if (protection & kWrites) permissions[1] = 'w';
  if (protection & kExecutes) permissions[2] = 'x';
  if (flags & (kCopyOnWrite | kNeedsCopy)) permissions[3] = 'p';
  return permissions;
}

std::string RangeOf(uint64_t start, uint64_t end) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%" PRIx64 "-%" PRIx64, start, end);
  return text.data();
}

MappedRegion ParseMap(std::string_view row, uint64_t page_size) {
  using namespace map_offset;
  const auto type = ReadAt<int32_t>(row, kType);
  const auto flags = ReadAt<uint32_t>(row, kFlags);
  const auto start = ReadAt<uint64_t>(row, kStart), end = ReadAt<uint64_t>(row, kEnd);
  MappedRegion region;
  region.path = PathOf(row, type, flags);
  region.addr = RangeOf(start, end);
  region.perms = PermissionsOf(ReadAt<uint32_t>(row, kProtection), flags);
  region.size = end - std::min(start, end);
  // The kernel counts the pages of some mappings by their object, which may be larger.
  region.rss = std::min(ReadAt<uint32_t>(row, kResident) * page_size, region.size);
  region.privateBytes = ReadAt<uint32_t>(row, kPrivate) * page_size;
  region.refCount = ReadAt<uint32_t>(row, kReferences);
  region.shadowCount = ReadAt<uint32_t>(row, kShadows);
  return region;
}

}  // namespace

std::vector<MappedRegion> ParseMaps(std::string_view bytes, uint64_t page_size) {
  std::vector<MappedRegion> regions;
  while (!bytes.empty()) {
    const auto size = ReadAt<int32_t>(bytes, map_offset::kStructSize);
    // A row of size 0 ends the table.
    if (size == 0) break;
    if (size < static_cast<int32_t>(map_offset::kPath) || static_cast<size_t>(size) > bytes.size()) {
      throw SystemError(EBADMSG, "sysctl");
    }
    regions.push_back(ParseMap(bytes.substr(0, static_cast<size_t>(size)), page_size));
    bytes.remove_prefix(static_cast<size_t>(size));
  }
  return regions;
}

}  // namespace psutil
