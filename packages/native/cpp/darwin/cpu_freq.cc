#include "cpu_freq.h"

#include "../bsd/sysctl.h"
#include "cpu_parser.h"
#include "iokit.h"

namespace psutil {

namespace {

double MegahertzOf(uint64_t hertz) { return static_cast<double>(hertz) / 1e6; }

Nullable<double> FindMegahertz(const char* name) {
  const auto hertz = FindSysctlNumber(name);
  if (!hertz || *hertz == 0) return {};
  return MegahertzOf(*hertz);
}

/// Returns the tables of frequencies of the power manager of Apple silicon, one for each kind of CPU and other units.
std::vector<std::string> ReadVoltageStates() {
  constexpr int kMostTables = 64;
  std::vector<std::string> tables;
  for (const RegistryEntry& device : FindDevices("AppleARMIODevice")) {
    if (device.Name() != "pmgr") continue;
    const Properties properties = device.ReadProperties();
    for (int i = 0; i < kMostTables; ++i) {
      auto table = properties.Data(("voltage-states" + std::to_string(i) + "-sram").c_str());
      if (table) tables.push_back(std::move(*table));
    }
  }
  return tables;
}

}  // namespace

std::vector<CpuFreq> ReadFrequencies(const Host&) {
  // Only kernels for Intel processors have these.
  if (const auto current = FindMegahertz("hw.cpufrequency")) {
    return {{*current, FindMegahertz("hw.cpufrequency_min"), FindMegahertz("hw.cpufrequency_max")}};
  }
  const auto frequency = ParseVoltageStates(ReadVoltageStates());
  return frequency ? std::vector<CpuFreq>{*frequency} : std::vector<CpuFreq>{};
}

}  // namespace psutil
