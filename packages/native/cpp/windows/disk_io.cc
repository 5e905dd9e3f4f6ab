#include "disk_io.h"

#include <windows.h>
// After windows.h, which it requires.
#include <winioctl.h>

#include <string>

#include "disk_parser.h"
#include "error.h"
#include "error_mode.h"
#include "handle.h"

namespace psutil {

namespace {

/// Numbers of disks have gaps, since a disk may be removed.
constexpr int kLongestGap = 64;

/// Opens a disk without the right to read it, which requires no privilege. Returns an empty handle if there is none.
Handle OpenDisk(const std::string& name) {
  const std::string path = "\\\\.\\" + name;
  const DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE;
  Handle disk(CreateFileA(path.c_str(), 0, share, nullptr, OPEN_EXISTING, 0, nullptr));
  if (!disk && GetLastError() != ERROR_FILE_NOT_FOUND) ThrowWin32(GetLastError(), "CreateFile", path);
  return disk;
}

/// Returns nothing for a disk that has no counters, such as some RAID controllers.
std::optional<DiskIoCounters> ReadCounters(const Handle& disk, const std::string& name) {
  std::string buffer(512, '\0');
  DWORD length = 0;
  const auto size = static_cast<DWORD>(buffer.size());
  if (DeviceIoControl(disk.get(), IOCTL_DISK_PERFORMANCE, nullptr, 0, buffer.data(), size, &length, nullptr)) {
    return ParseDiskPerformance(std::string_view(buffer).substr(0, length));
  }
  const DWORD code = GetLastError();
  if (code == ERROR_INVALID_FUNCTION || code == ERROR_NOT_SUPPORTED) return std::nullopt;
  ThrowWin32(code, "IOCTL_DISK_PERFORMANCE", "\\\\.\\" + name);
}

}  // namespace

std::vector<NamedDiskIoCounters> ReadDiskIoCounters(const Host&, bool) {
  const QuietErrors quiet;
  std::vector<NamedDiskIoCounters> disks;
  for (int number = 0, last = -1; number - last <= kLongestGap; ++number) {
    const std::string name = "PhysicalDrive" + std::to_string(number);
    const Handle disk = OpenDisk(name);
    if (!disk) continue;
    last = number;
    if (const auto counters = ReadCounters(disk, name)) disks.push_back({name, true, *counters});
  }
  return disks;
}

}  // namespace psutil
