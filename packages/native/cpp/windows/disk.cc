#include "disk.h"

#include <windows.h>

#include "disk_io.h"
#include "disk_parser.h"
#include "error.h"
#include "error_mode.h"
#include "wide.h"

namespace psutil {

namespace {

/// Returns the roots of all drives, such as "C:\".
std::vector<std::wstring> DriveRoots() {
  const DWORD length = GetLogicalDriveStringsW(0, nullptr);
  std::wstring list(length, L'\0');
  const DWORD copied = GetLogicalDriveStringsW(length, list.data());
  if (copied == 0) ThrowWin32(GetLastError(), "GetLogicalDriveStringsW");
  std::vector<std::wstring> roots;
  for (const wchar_t* root = list.c_str(); *root; root += roots.back().size() + 1) roots.emplace_back(root);
  return roots;
}

/// Adds the mount points of the volume of a drive. Administrators only can list them.
void AddMountPoints(const std::wstring& root, const DiskPartition& drive, std::vector<DiskPartition>& partitions) {
  wchar_t path[MAX_PATH + 1];
  const HANDLE search = FindFirstVolumeMountPointW(root.c_str(), path, MAX_PATH);
  if (search == INVALID_HANDLE_VALUE) return;
  do {
    DiskPartition mount = drive;
    mount.mountpoint += FromWide(path);
    partitions.push_back(std::move(mount));
  } while (FindNextVolumeMountPointW(search, path, MAX_PATH));
  FindVolumeMountPointClose(search);
}

void AddDrive(const std::wstring& root, bool all, std::vector<DiskPartition>& partitions) {
  DiskPartition drive;
  drive.device = FromWide(root);
  drive.mountpoint = drive.device;
  const UINT type = GetDriveTypeW(root.c_str());
  if (!all && !IsPhysicalDrive(drive.device, type)) return;
  wchar_t fstype[MAX_PATH + 1] = L"";
  DWORD flags = 0;
  // It fails for a drive without a medium, whose type is then empty.
  const bool is_ready = GetVolumeInformationW(root.c_str(), nullptr, 0, nullptr, nullptr, &flags, fstype, MAX_PATH);
  if (!is_ready && !all && type == DRIVE_CDROM) return;
  drive.fstype = FromWide(fstype);
  drive.opts = DriveOptions(flags, type);
  partitions.push_back(drive);
  if (is_ready) AddMountPoints(root, drive, partitions);
}

std::vector<DiskPartition> ReadPartitions(const Host&, bool all) {
  const QuietErrors quiet;
  std::vector<DiskPartition> partitions;
  for (const std::wstring& root : DriveRoots()) AddDrive(root, all, partitions);
  return partitions;
}

/// Returns the directory that contains a path.
std::wstring ParentOf(const std::wstring& path) {
  const size_t end = path.find_last_of(L"\\/");
  return end == std::wstring::npos ? L"." : path.substr(0, end + 1);
}

DiskUsage ReadUsage(const Host&, const std::string& path) {
  const QuietErrors quiet;
  ULARGE_INTEGER available{};
  ULARGE_INTEGER total{};
  ULARGE_INTEGER free{};
  const std::wstring name = ToWide(path);
  bool is_read = GetDiskFreeSpaceExW(name.c_str(), &available, &total, &free) != 0;
  if (!is_read && GetLastError() == ERROR_DIRECTORY) {
    is_read = GetDiskFreeSpaceExW(ParentOf(name).c_str(), &available, &total, &free) != 0;
  }
  if (!is_read) ThrowWin32(GetLastError(), "GetDiskFreeSpaceExW", path);
  return UsageOf(available.QuadPart, total.QuadPart, free.QuadPart);
}

}  // namespace

void AddDisk(DiskCollectors& collectors) {
  collectors.diskPartitions = ReadPartitions;
  collectors.diskUsage = ReadUsage;
  collectors.diskIoCounters = ReadDiskIoCounters;
}

}  // namespace psutil
