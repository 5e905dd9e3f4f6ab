#include "dos_devices.h"

#include <windows.h>

#include "wide.h"

namespace psutil {

std::vector<DosDevice> ReadDosDevices() {
  constexpr DWORD kLongest = 1024;
  std::vector<DosDevice> devices;
  const DWORD drives = GetLogicalDrives();
  for (int letter = 0; letter < 26; ++letter) {
    if (((drives >> letter) & 1) == 0) continue;
    const wchar_t drive[] = {static_cast<wchar_t>(L'A' + letter), L':', L'\0'};
    wchar_t device[kLongest];
    if (QueryDosDeviceW(drive, device, kLongest) == 0) continue;
    // A drive made by subst stands for a directory of another drive, whose files have the path of that one.
    if (std::wstring_view(device).substr(0, 4) == L"\\??\\") continue;
    devices.push_back({FromWide(drive), FromWide(device)});
  }
  return devices;
}

}  // namespace psutil
