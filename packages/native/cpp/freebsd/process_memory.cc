#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>
#include <unistd.h>

#include <unordered_map>

#include "../core/derived.h"
#include "freebsd_process.h"
#include "map_parser.h"

namespace psutil {

namespace {

uint64_t PageSize() { return static_cast<uint64_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

ProcessMemory FreebsdProcess::MemoryInfo() {
  const KinfoProcess& row = GetRow();
  const uint64_t page_size = PageSize();
  ProcessMemory memory;
  memory.rss = row.resident * page_size;
  memory.vms = row.virtual_size;
  memory.text = row.text * page_size;
  memory.data = row.data * page_size;
  memory.stack = row.stack * page_size;
  memory.peakRss = row.peak_resident * 1024;
  return memory;
}

double FreebsdProcess::MemoryPercent() {
  return Percent(GetRow().resident * PageSize(), context_.Constant("hw.physmem"));
}

std::vector<MappedRegion> FreebsdProcess::MemoryRegions() {
  std::vector<MappedRegion> regions;
  if (IsKernel()) return regions;
  for (MappedRegion& region : ParseMaps(ReadOfProcess(KERN_PROC_VMMAP, map_offset::kMaxSize), PageSize())) {
    if (!lists_.Take(sizeof(MappedRegion) + region.path.size())) throw SystemError(EOVERFLOW, "sysctl");
    regions.push_back(std::move(region));
  }
  return regions;
}

std::vector<MappedFile> FreebsdProcess::MemoryMaps() {
  std::vector<MappedFile> files;
  std::unordered_map<std::string, size_t> indexes;
  for (MappedRegion& region : MemoryRegions()) {
    const auto [index, is_new] = indexes.try_emplace(region.path, files.size());
    if (is_new) {
      files.push_back(std::move(region));
      continue;
    }
    MappedFile& file = files[index->second];
    file.size += region.size;
    file.rss += region.rss;
    *file.privateBytes += *region.privateBytes;
    *file.refCount += *region.refCount;
    *file.shadowCount += *region.shadowCount;
  }
  return files;
}

}  // namespace psutil
