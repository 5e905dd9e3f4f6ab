#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "../core/sensors.h"

namespace psutil {

/// Returns the time of the boot, in units of 100 ns since 1601, from SYSTEM_TIMEOFDAY_INFORMATION. Throws SystemError.
uint64_t ParseBootTime(std::string_view bytes);

/// Returns the name of a system: the registry names Windows 11 "Windows 10".
std::string ProductName(std::string name, uint32_t build);

/// Parses SYSTEM_POWER_STATUS. Without a battery, the list is empty. Throws SystemError.
std::vector<BatteryReading> ParsePowerStatus(std::string_view bytes);

/// Returns the address of the client of a remote session from WTS_CLIENT_ADDRESS; nothing for the console. Throws
/// SystemError.
std::optional<std::string> ParseClientAddress(std::string_view bytes);

/// Returns the name of a hypervisor, as named by systemd-detect-virt(1), from its CPUID vendor; empty if it is unknown.
std::string HypervisorName(std::string_view vendor);

}  // namespace psutil
