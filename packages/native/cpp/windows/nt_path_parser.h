#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psutil {

/// A drive and the device that it stands for, such as `C:` and `\Device\HarddiskVolume3`.
struct DosDevice {
  std::string drive;
  std::string device;
};

/// Converts a path of the NT kernel, such as `\Device\HarddiskVolume3\Windows\notepad.exe`, to one of Win32. A path on
/// a volume without a drive letter becomes one below `\\?\GLOBALROOT`; a name that is not a path becomes empty.
std::string DosPath(std::string_view path, const std::vector<DosDevice>& devices);

}  // namespace psutil
