#include "region_parser.h"

#include <cstdio>

#include "../core/bytes.h"

namespace psutil {

namespace {

// SM_ of sys/proc_info.h.
constexpr uint32_t kCopyOnWrite = 1, kPrivate = 2, kShared = 4, kTrulyShared = 5, kSharedAliased = 7, kLargePage = 8;

// VM_PROT_ of mach/vm_prot.h.
constexpr uint32_t kMayRead = 1, kMayWrite = 2, kMayExecute = 4;

/// Returns the number of resident pages of a mapping that only its process uses.
uint64_t UniquePages(uint32_t mode, uint32_t references, uint64_t own, uint64_t shared) {
  if (mode == kPrivate || mode == kLargePage) return own + shared;
  if (mode == kCopyOnWrite) return own + (references == 1 ? shared : 0);
  return 0;
}

/// Whether an address is in the cache of libraries that the processes of an architecture map at the same place, given
/// by mach/shared_region.h. On x86-64 its start differs from release to release.
bool IsInSharedCache(uint64_t address) {
  constexpr uint64_t kArmStart = 0x1'8000'0000, kArmEnd = 0x2'8000'0000;
  constexpr uint64_t kIntelStart = 0x7ff8'0000'0000, kIntelEnd = 0x7fff'ffe0'0000;
  return (address >= kArmStart && address < kArmEnd) || (address >= kIntelStart && address < kIntelEnd);
}

std::string Permissions(uint32_t protection, uint32_t mode) {
  const bool is_shared = mode == kShared || mode == kTrulyShared || mode == kSharedAliased;
  std::string text;
  text += protection & kMayRead ? 'r' : '-';
  text += protection & kMayWrite ? 'w' : '-';
  text += protection & kMayExecute ? 'x' : '-';
  text += is_shared ? 's' : 'p';
  return text;
}

std::string AddressRange(uint64_t start, uint64_t end) {
  char text[40];
  std::snprintf(text, sizeof text, "%llx-%llx", static_cast<unsigned long long>(start),
                static_cast<unsigned long long>(end));
  return text;
}

}  // namespace

Region ParseRegion(std::string_view bytes, uint64_t page_size) {
  using namespace region_offset;
  const auto mode = ReadAt<uint32_t>(bytes, kShareMode);
  const uint64_t own = ReadAt<uint32_t>(bytes, kPrivateResident);
  const uint64_t shared = ReadAt<uint32_t>(bytes, kSharedResident);
  Region region;
  region.address = ReadAt<uint64_t>(bytes, kAddress);
  region.size = ReadAt<uint64_t>(bytes, kLength);
  const auto references = ReadAt<uint32_t>(bytes, kReferences);
  if (mode == kPrivate || !IsInSharedCache(region.address)) {
    region.unique = UniquePages(mode, references, own, shared) * page_size;
  }
  region.resident = ReadAt<uint32_t>(bytes, kResident) * page_size;
  if (bytes.size() != kSizeWithoutPath) region.mapping.path = TextAt(bytes, kPath, kPathSize);
  if (region.mapping.path.empty()) region.mapping.path = "[anon]";
  region.mapping.rss = region.resident;
  region.mapping.size = region.size;
  region.mapping.privateBytes = own * page_size;
  region.mapping.swapped = ReadAt<uint32_t>(bytes, kSwapped) * page_size;
  region.mapping.dirtied = ReadAt<uint32_t>(bytes, kDirtied) * page_size;
  region.mapping.refCount = references;
  region.mapping.shadowDepth = ReadAt<uint32_t>(bytes, kShadowDepth);
  region.mapping.addr = AddressRange(region.address, region.address + region.size);
  region.mapping.perms = Permissions(ReadAt<uint32_t>(bytes, kProtection), mode);
  return region;
}

}  // namespace psutil
