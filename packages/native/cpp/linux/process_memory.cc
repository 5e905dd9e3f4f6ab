#include <cerrno>
#include <unordered_map>

#include "../posix/parse.h"
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
    if constexpr (std::is_same_v<decltype(member), std::optional<uint64_t> MappedFile::*>) {
      if (region.*member) file.*member = (file.*member).value_or(0) + *(region.*member);
    }
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
  return Percent(static_cast<double>(MemoryInfo().rss), static_cast<double>(context_.MemTotal()));
}

void ProcfsProcess::ReadMemoryFile(const char* file, const std::function<bool()>& read) {
  if (Stat().IsKernelThread()) return;
  if (Stat().IsZombie()) throw SystemError(ESRCH, "read", PathOf(file));
  try {
    if (read() || !IsZombieNow()) return;
  } catch (const SystemError& error) {
    // A process that is about to end has released its memory.
    if (error.failure.code == ESRCH && Classify(error.failure).kind == ProcessFailureKind::kUnknown) return;
    throw;
  }
  throw SystemError(ESRCH, "read", PathOf(file));
}

std::vector<EnvironmentVariable> ProcfsProcess::Environ() {
  std::string text;
  ReadMemoryFile("environ", [&] {
    text = ReadArguments("environ");
    return !text.empty();
  });
  return ParseEnviron(text);
}

void ProcfsProcess::SumMemory(const char* file, ProcessFullMemory& memory) {
  memory.uss = 0;
  memory.pss = memory.swap = 0;
  const auto add = [&](std::string_view lines) { AddFullMemory(lines, PathOf(file), memory); };
  ReadMemoryFile(file, [&] { return VisitLines(OpenedDirectory(), file, add); });
}

ProcessFullMemory ProcfsProcess::MemoryFullInfo() {
  ProcessFullMemory memory;
  static_cast<ProcessMemory&>(memory) = MemoryInfo();
  if (Stat().IsZombie()) {
    memory.pss = memory.swap = 0;
    return memory;
  }
  // smaps_rollup is missing before Linux 4.14, and fails for some processes whose smaps is readable.
  try {
    SumMemory("smaps_rollup", memory);
    if (memory.pss > 0 || memory.rss == 0) return memory;
  } catch (const SystemError& error) {
    if (!IsMissing(error.failure.code) || Classify(error.failure).kind != ProcessFailureKind::kUnknown) throw;
  }
  SumMemory("smaps", memory);
  return memory;
}

void ProcfsProcess::VisitRegions(const std::function<void(const MappedRegion&)>& visit) {
  SmapsParser parser(PathOf("smaps"), visit);
  ReadMemoryFile("smaps", [&] {
    return VisitLines(OpenedDirectory(), "smaps", [&](std::string_view lines) { parser.Parse(lines); });
  });
  parser.Finish();
}

std::string ProcfsProcess::PathOfMapping(const std::string& path) {
  // A file may be named so.
  if (!EndsWith(path, kDeleted) || Exists(OpenedDirectory(), "root" + path)) return path;
  return path.substr(0, path.size() - kDeleted.size());
}

std::vector<MappedRegion> ProcfsProcess::MemoryRegions() {
  std::vector<MappedRegion> regions;
  VisitRegions([&](const MappedRegion& region) {
    Take(sizeof region + region.path.size(), "smaps");
    regions.push_back(region);
    regions.back().path = PathOfMapping(region.path);
  });
  return regions;
}

std::vector<MappedFile> ProcfsProcess::MemoryMaps() {
  std::vector<MappedFile> files;
  std::unordered_map<std::string, size_t> indexes;
  const auto index_of = [&](const std::string& path) {
    const auto [index, is_new] = indexes.try_emplace(path, files.size());
    if (is_new) {
      Take(sizeof(MappedFile) + path.size(), "smaps");
      files.push_back(EmptyFile(path));
    }
    return index->second;
  };
  VisitRegions([&](const MappedRegion& region) { Add(region, files[index_of(PathOfMapping(region.path))]); });
  return files;
}

}  // namespace psutil
