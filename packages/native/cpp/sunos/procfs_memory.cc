#include <cerrno>
#include <map>

#include "../core/derived.h"
#include "procfs_process.h"

namespace psutil {

ProcessMemoryEx ProcfsProcess::MemoryInfoEx() {
  ProcessMemoryEx memory;
  static_cast<ProcessMemory&>(memory) = MemoryInfo();
  return memory;
}

double ProcfsProcess::MemoryPercent() {
  return Percent(static_cast<double>(MemoryInfo().rss), static_cast<double>(context_.TotalMemory()));
}

std::vector<MappedRegion> ProcfsProcess::MemoryRegions() {
  RequireLive("xmap");
  if (IsKernelProcess(Info())) return {};
  const std::string bytes = Read("xmap");
  Take(bytes.size(), "xmap");
  std::vector<MappedRegion> regions = ParseMappings(bytes, StatusFile().value_or(ProcStatus{}));
  std::map<std::string, std::string> paths;
  for (MappedRegion& region : regions) {
    if (region.path.empty() || region.path[0] == '[') continue;
    std::string& path = paths[region.path];
    try {
      if (path.empty()) path = ReadProcLink(Directory(), "path/" + region.path);
    } catch (const SystemError& error) {
      if (error.failure.code != ENOENT && error.failure.code != ESRCH) throw;
      path = region.path;
    }
    region.path = path;
  }
  return regions;
}

std::vector<MappedFile> ProcfsProcess::MemoryMaps() {
  std::map<std::string, MappedFile> files;
  for (const MappedRegion& region : MemoryRegions()) {
    MappedFile& file = files[region.path];
    file.path = region.path;
    file.rss += region.rss;
    file.size += region.size;
    file.anonymous = file.anonymous.value_or(0) + region.anonymous.value_or(0);
    file.locked = file.locked.value_or(0) + region.locked.value_or(0);
  }
  std::vector<MappedFile> list;
  for (auto& [path, file] : files) list.push_back(std::move(file));
  return list;
}

}  // namespace psutil
