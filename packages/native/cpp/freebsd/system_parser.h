#pragma once

#include <string>
#include <string_view>

#include "../core/system.h"

namespace psutil {

/// Returns the identifier of a boot, which the kernel has as bytes, in hexadecimal.
std::string BootIdOf(std::string_view bytes);

/// Returns the version in a kernel release, such as `14.1` of `14.1-RELEASE-p3`.
std::string VersionOf(const std::string& release);

/// Returns the name that systemd-detect-virt(1) has for a value of `kern.vm_guest`; null on hardware.
Nullable<std::string> VirtualizationOf(std::string_view guest);

}  // namespace psutil
