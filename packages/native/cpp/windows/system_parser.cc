#include "system_parser.h"

#include "../core/bytes.h"
#include "connections_parser.h"

namespace psutil {

namespace {

/// SYSTEM_TIMEOFDAY_INFORMATION. A change of the clock moves the boot time and its bias by the same amount.
struct TimeOfDay {
  int64_t boot_time;
  int64_t current_time;
  int64_t time_zone_bias;
  uint32_t time_zone_id;
  uint32_t reserved;
  int64_t boot_time_bias;
  int64_t sleep_time_bias;
};
static_assert(sizeof(TimeOfDay) == 48);

/// SYSTEM_POWER_STATUS.
struct PowerStatus {
  uint8_t ac_line;
  uint8_t battery_flag;
  uint8_t battery_percent;
  uint8_t saver;
  uint32_t seconds;
  uint32_t full_seconds;
};
static_assert(sizeof(PowerStatus) == 12);

// WTS_CLIENT_ADDRESS of wtsapi32.h.
struct ClientAddress {
  uint32_t family;
  unsigned char address[20];
};
static_assert(sizeof(ClientAddress) == 24);

constexpr uint32_t kInet = 2;
constexpr uint32_t kInet6 = 23;
/// https://learn.microsoft.com/en-us/windows/win32/api/wtsapi32/ns-wtsapi32-wts_client_address
constexpr size_t kAddressOffset = 2;

constexpr uint8_t kUnknown = 255;
constexpr uint8_t kNoBattery = 128;
constexpr uint32_t kUnknownSeconds = UINT32_MAX;

struct KnownHypervisor {
  std::string_view vendor;
  const char* name;
};

constexpr KnownHypervisor kHypervisors[] = {
    {"Microsoft Hv", "microsoft"}, {"KVMKVMKVM", "kvm"},       {"VMwareVMware", "vmware"},    {"XenVMMXenVMM", "xen"},
    {"TCGTCGTCGTCG", "qemu"},      {"VBoxVBoxVBox", "oracle"}, {" prl hyperv ", "parallels"}, {"bhyve bhyve ", "bhyve"},
};

}  // namespace

uint64_t ParseBootTime(std::string_view bytes) {
  const auto time = ReadAt<TimeOfDay>(bytes, 0);
  return static_cast<uint64_t>(time.boot_time - time.boot_time_bias);
}

std::string ProductName(std::string name, uint32_t build) {
  constexpr std::string_view kTen = "Windows 10";
  constexpr uint32_t kFirstBuildOfEleven = 22000;
  if (build >= kFirstBuildOfEleven && name.compare(0, kTen.size(), kTen) == 0) {
    name.replace(0, kTen.size(), "Windows 11");
  }
  return name;
}

std::vector<BatteryReading> ParsePowerStatus(std::string_view bytes) {
  const auto status = ReadAt<PowerStatus>(bytes, 0);
  if (status.battery_flag == kUnknown || status.battery_flag & kNoBattery || status.battery_percent > 100) return {};
  BatteryReading battery;
  battery.name = "battery";
  battery.percent = status.battery_percent;
  if (status.seconds != kUnknownSeconds) battery.secondsToEmpty = status.seconds;
  if (status.ac_line != kUnknown) battery.plugged = status.ac_line == 1;
  return {battery};
}

std::optional<std::string> ParseClientAddress(std::string_view bytes) {
  const auto client = ReadAt<ClientAddress>(bytes, 0);
  if (client.family == kInet) return Ipv4Text(client.address + kAddressOffset);
  if (client.family == kInet6) return Ipv6Text(client.address + kAddressOffset);
  return std::nullopt;
}

std::string HypervisorName(std::string_view vendor) {
  for (const auto& [known, name] : kHypervisors) {
    if (vendor.substr(0, known.size()) == known) return name;
  }
  return "";
}

}  // namespace psutil
