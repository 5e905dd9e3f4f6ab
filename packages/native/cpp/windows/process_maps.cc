#include "windows_process.h"
// After windows.h, which it requires.
#include <psapi.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <unordered_map>

#include "error.h"
#include "nt.h"
#include "wide.h"

namespace psutil {

namespace {

constexpr size_t kPageSize = 4096;  // on x64 and arm64

/// https://learn.microsoft.com/windows/win32/memory/memory-protection-constants
const char* PermissionsOf(DWORD protect) {
  switch (protect & 0xff) {
    case PAGE_READONLY:
      return "r";
    case PAGE_READWRITE:
      return "rw";
    case PAGE_WRITECOPY:
      return "wc";
    case PAGE_EXECUTE:
      return "x";
    case PAGE_EXECUTE_READ:
      return "xr";
    case PAGE_EXECUTE_READWRITE:
      return "xrw";
    case PAGE_EXECUTE_WRITECOPY:
      return "xwc";
    default:
      return "";
  }
}

std::string RangeOf(const MEMORY_BASIC_INFORMATION& region) {
  const auto start = reinterpret_cast<uintptr_t>(region.BaseAddress);
  char text[40];
  std::snprintf(text, sizeof text, "%llx-%llx", static_cast<unsigned long long>(start),
                static_cast<unsigned long long>(start + region.RegionSize));
  return text;
}

/// Returns the path of a mapped file, as the NT kernel names it; empty if the region maps no file.
std::string MappedPath(HANDLE process, void* address) {
  std::wstring path(1024, L'\0');
  for (;;) {
    const DWORD length = GetMappedFileNameW(process, address, path.data(), static_cast<DWORD>(path.size()));
    // A path that does not fit is cut off.
    if (length + 1 < path.size()) return FromWide({path.data(), length});
    path.resize(path.size() * 2);
  }
}

/// Counts the bytes of a region that are in physical memory.
uint64_t ResidentSize(HANDLE process, const MEMORY_BASIC_INFORMATION& region) {
  constexpr ULONG kMemoryWorkingSetExInformation = 4;
  constexpr size_t kMostPages = 4096;  // in one call
  auto* address = static_cast<char*>(region.BaseAddress);
  size_t left = region.RegionSize / kPageSize;
  uint64_t resident = 0;
  std::vector<PSAPI_WORKING_SET_EX_INFORMATION> pages;
  while (left > 0) {
    pages.assign(std::min(left, kMostPages), {});
    for (auto& page : pages) {
      page.VirtualAddress = address;
      address += kPageSize;
    }
    const NTSTATUS status = NtQueryVirtualMemory(process, nullptr, kMemoryWorkingSetExInformation, pages.data(),
                                                 pages.size() * sizeof pages[0], nullptr);
    if (status < 0) ThrowStatus(status, "NtQueryVirtualMemory");
    for (const auto& page : pages) resident += page.VirtualAttributes.Valid;
    left -= pages.size();
  }
  return resident * kPageSize;
}

HANDLE OpenMemory(WindowsProcess& process) {
  // Wine counts pages with the pseudo handle only.
  const bool is_self = static_cast<DWORD>(process.pid()) == GetCurrentProcessId();
  return is_self ? GetCurrentProcess() : process.Open(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ);
}

/// Visits the regions of committed memory. Throws SystemError.
template <class Visit>
void ForEachRegion(HANDLE process, Visit visit) {
  MEMORY_BASIC_INFORMATION region{};
  const char* address = nullptr;
  while (VirtualQueryEx(process, address, &region, sizeof region) != 0) {
    if (region.State == MEM_COMMIT) visit(region);
    address = static_cast<const char*>(region.BaseAddress) + region.RegionSize;
  }
  // This is the end of the address space.
  if (GetLastError() != ERROR_INVALID_PARAMETER) ThrowWin32(GetLastError(), "VirtualQueryEx");
}

std::string PathOf(HANDLE process, const MEMORY_BASIC_INFORMATION& region, WindowsContext& context) {
  std::string path;
  if (region.Type != MEM_PRIVATE) path = context.ToDosPath(MappedPath(process, region.BaseAddress));
  return path.empty() ? "[anon]" : path;
}

}  // namespace

std::vector<MappedRegion> WindowsProcess::MemoryRegions() {
  const HANDLE process = OpenMemory(*this);
  std::vector<MappedRegion> regions;
  ForEachRegion(process, [&](const MEMORY_BASIC_INFORMATION& each) {
    MappedRegion& region = regions.emplace_back();
    region.path = PathOf(process, each, context_);
    region.addr = RangeOf(each);
    region.perms = PermissionsOf(each.Protect);
    region.size = each.RegionSize;
    region.rss = ResidentSize(process, each);
    if (!lists_.Take(sizeof region + region.path.size())) throw SystemError(EOVERFLOW, "VirtualQueryEx");
  });
  return regions;
}

std::vector<MappedFile> WindowsProcess::MemoryMaps() {
  const HANDLE process = OpenMemory(*this);
  std::vector<MappedFile> files;
  std::unordered_map<std::string, size_t> indexes;
  ForEachRegion(process, [&](const MEMORY_BASIC_INFORMATION& each) {
    const std::string path = PathOf(process, each, context_);
    const auto [index, is_new] = indexes.try_emplace(path, files.size());
    if (is_new) {
      if (!lists_.Take(sizeof(MappedFile) + path.size())) throw SystemError(EOVERFLOW, "VirtualQueryEx");
      files.emplace_back().path = path;
    }
    files[index->second].size += each.RegionSize;
    files[index->second].rss += ResidentSize(process, each);
  });
  return files;
}

}  // namespace psutil
