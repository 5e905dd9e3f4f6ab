#include <unistd.h>

#include <unordered_map>

#include "../core/derived.h"
#include "darwin_process.h"
#include "proc_info.h"

namespace psutil {

namespace {

/// Adds a mapping to the sums of those of its file.
void AddMapping(const MappedRegion& region, MappedFile& file) {
  file.size += region.size;
  file.rss += region.rss;
  file.privateBytes = file.privateBytes.value_or(0) + region.privateBytes.value_or(0);
  file.swapped = file.swapped.value_or(0) + region.swapped.value_or(0);
  file.dirtied = file.dirtied.value_or(0) + region.dirtied.value_or(0);
  file.refCount = file.refCount.value_or(0) + region.refCount.value_or(0);
  file.shadowDepth = file.shadowDepth.value_or(0) + region.shadowDepth.value_or(0);
}

/// Returns the unit in which the kernel counts pages of a process: vm_self_region_page_shift() in osfmk/vm/vm_map.c.
/// Rosetta runs programs of other processors with pages of 4 KiB.
uint64_t RegionPageSize(const KinfoProcess& process) {
  constexpr uint64_t kTranslatedPage = 4096;
  return (process.flags & kIsTranslated) != 0 ? kTranslatedPage : static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

ProcessMemory DarwinProcess::MemoryInfo() {
  const TaskInfo& task = Task();
  ProcessMemory memory;
  memory.rss = task.rss;
  memory.vms = task.vms;
  return memory;
}

ProcessMemoryEx DarwinProcess::MemoryInfoEx() {
  const TaskInfo& task = Task();
  ProcessMemoryEx memory;
  static_cast<ProcessMemory&>(memory) = MemoryInfo();
  memory.pfaults = task.faults;
  memory.pageins = task.page_ins;
  memory.wired = Usage().wired;
  memory.physFootprint = Usage().footprint;
  return memory;
}

double DarwinProcess::MemoryPercent() {
  return Percent(static_cast<double>(Task().rss), static_cast<double>(context_.Constant("hw.memsize")));
}

void DarwinProcess::ForEachRegion(int flavor, size_t size, const std::function<void(const Region& region)>& visit) {
  const uint64_t page_size = RegionPageSize(GetRow());
  std::string bytes(size, '\0');
  uint64_t address = 0;
  for (bool is_first = true;; is_first = false) {
    errno = 0;
    const int count = proc_pidinfo(pid_, flavor, address, bytes.data(), static_cast<int>(size));
    if (count < static_cast<int>(size)) {
      if (is_first) ThrowProcInfo(count, "proc_pidinfo");
      break;  // the end of the address space
    }
    const Region region = ParseRegion(bytes, page_size);
    visit(region);
    if (region.address + region.size <= address) break;
    address = region.address + region.size;
  }
  EnsureSame();
}

ProcessFullMemory DarwinProcess::MemoryFullInfo() {
  ProcessFullMemory memory;
  static_cast<ProcessMemory&>(memory) = MemoryInfo();
  ForEachRegion(PROC_PIDREGIONINFO, region_offset::kSizeWithoutPath,
                [&](const Region& region) { memory.uss += region.unique; });
  return memory;
}

std::vector<MappedRegion> DarwinProcess::MemoryRegions() {
  std::vector<MappedRegion> regions;
  ForEachRegion(PROC_PIDREGIONPATHINFO, region_offset::kSize, [&](const Region& region) {
    if (!lists_.Take(sizeof(MappedRegion) + region.mapping.path.size())) throw SystemError(EOVERFLOW, "proc_pidinfo");
    regions.push_back(region.mapping);
  });
  return regions;
}

std::vector<MappedFile> DarwinProcess::MemoryMaps() {
  std::vector<MappedFile> files;
  std::unordered_map<std::string, size_t> indexes;
  ForEachRegion(PROC_PIDREGIONPATHINFO, region_offset::kSize, [&](const Region& region) {
    const std::string& path = region.mapping.path;
    const auto [index, is_new] = indexes.try_emplace(path, files.size());
    if (is_new) {
      if (!lists_.Take(sizeof(MappedFile) + path.size())) throw SystemError(EOVERFLOW, "proc_pidinfo");
      files.emplace_back().path = path;
    }
    AddMapping(region.mapping, files[index->second]);
  });
  return files;
}

}  // namespace psutil
