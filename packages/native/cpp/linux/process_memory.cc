#include <cerrno>
#include <unordered_map>

#include "parse.h"
#include "procfs_process.h"

namespace psutil {

namespace {

MappedFile EmptyFile(const std::string& path) {
  MappedFile file;
  file.path = path;
  return file;
}

void Add(const MappedFile& region, MappedFile& file) {
  MappedFile::Fields([&](const char*, auto member, const char*) {
    if constexpr (std::is_same_v<decltype(member), uint64_t MappedFile::*>) file.*member += region.*member;
  });
}

}  // namespace

const ProcessMemoryEx& ProcfsProcess::MemoryInfoEx() {
  if (!memory_) {
    const std::string text = IsKnownKernelThread() ? "0 0 0 0 0 0 0" : Read("statm");
    memory_ = ParseStatm(text, PathOf("statm"), context_.page_size);
  }
  return *memory_;
}

ProcessMemory ProcfsProcess::MemoryInfo() {
  // When the user is read too, status has been read and holds the same values.
  const auto from_status = status_ && !memory_ ? ParseMemory(*status_, PathOf("status")) : std::nullopt;
  return from_status ? *from_status : MemoryInfoEx();
}

double ProcfsProcess::MemoryPercent() {
  return 100 * static_cast<double>(MemoryInfo().rss) / static_cast<double>(context_.MemTotal());
}

std::string ProcfsProcess::ReadMemoryFile(const char* file) {
  if (Stat().IsKernelThread()) return "";
  if (Stat().IsZombie()) throw SystemError(ESRCH, "read", PathOf(file));
  try {
    std::string text = ReadFile(OpenedDirectory(), file);
    if (!text.empty() || !IsZombieNow()) return text;
  } catch (const SystemError& error) {
    // A process that is about to end has released its memory.
    if (error.failure.code == ESRCH && Classify(error.failure).kind == ProcessFailureKind::kUnknown) return "";
    throw;
  }
  throw SystemError(ESRCH, "read", PathOf(file));
}

std::vector<EnvironmentVariable> ProcfsProcess::Environ() { return ParseEnviron(ReadMemoryFile("environ")); }

ProcessFullMemory ProcfsProcess::MemoryFullInfo() {
  ProcessFullMemory memory;
  static_cast<ProcessMemory&>(memory) = MemoryInfo();
  if (Stat().IsZombie()) {
    memory.pss = memory.swap = 0;
    return memory;
  }
  // smaps_rollup is missing before Linux 4.14, and fails for some processes whose smaps is readable.
  const char* file = smaps_ ? "smaps" : "smaps_rollup";
  try {
    AddFullMemory(smaps_ ? *smaps_ : ReadMemoryFile(file), PathOf(file), memory);
    if (smaps_ || memory.pss > 0 || memory.rss == 0) return memory;
  } catch (const SystemError& error) {
    if (!IsMissing(error.failure.code) || Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
  }
  smaps_ = ReadMemoryFile("smaps");
  AddFullMemory(*smaps_, PathOf("smaps"), memory);
  return memory;
}

std::vector<MappedRegion> ProcfsProcess::MemoryRegions() {
  if (!smaps_) smaps_ = ReadMemoryFile("smaps");
  auto regions = ParseMaps(*smaps_, PathOf("smaps"));
  for (MappedRegion& region : regions) {
    // A file may be named so.
    if (!EndsWith(region.path, kDeleted) || Exists(OpenedDirectory(), "root" + region.path)) continue;
    region.path.resize(region.path.size() - kDeleted.size());
  }
  return regions;
}

std::vector<MappedFile> ProcfsProcess::MemoryMaps() {
  std::vector<MappedFile> files;
  std::unordered_map<std::string, size_t> indexes;
  for (const MappedRegion& region : MemoryRegions()) {
    const auto [index, is_new] = indexes.try_emplace(region.path, files.size());
    if (is_new) files.push_back(EmptyFile(region.path));
    Add(region, files[index->second]);
  }
  return files;
}

}  // namespace psutil
