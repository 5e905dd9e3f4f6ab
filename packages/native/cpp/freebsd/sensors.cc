#include "sensors.h"

#include <cerrno>

#include "../bsd/sysctl.h"
#include "cpu.h"

namespace psutil {

namespace {

/// Converts tenths of a kelvin, in an int of the kernel.
double CelsiusOf(uint64_t value) {
  constexpr double kFreezing = 2731.5;
  return (static_cast<int32_t>(value) - kFreezing) / 10;
}

/// Returns a number of a device; null where it has none or cannot be read now, so that the others still can.
std::optional<uint64_t> FindDeviceNumber(const std::string& name) try {
  return FindSysctlNumber(name.c_str());
} catch (const SystemError& error) {
  if (error.failure.code != EIO && error.failure.code != ENODEV) throw;
  return std::nullopt;
}

/// Returns a temperature; null where the sensor has none, which ACPI reports as -1.
Nullable<double> FindTemperature(const std::string& name) {
  const auto value = FindDeviceNumber(name);
  if (!value || static_cast<int32_t>(*value) <= 0) return {};
  return CelsiusOf(*value);
}

void AddCpuTemperatures(std::vector<ChipTemperature>& temperatures) {
  const uint64_t count = CountLogicalCpus();
  for (uint64_t cpu = 0; cpu < count; ++cpu) {
    const std::string name = "dev.cpu." + std::to_string(cpu);
    const auto current = FindTemperature(name + ".temperature");
    if (!current) continue;
    ChipTemperature sensor;
    sensor.temperature.critical = FindTemperature(name + ".coretemp.tjmax");
    sensor.temperature.high = sensor.temperature.critical;
    // coretemp(4) has the limit; amdtemp(4) has none.
    sensor.chip = sensor.temperature.critical ? "coretemp" : "cpu";
    sensor.temperature.label = "CPU " + std::to_string(cpu);
    sensor.temperature.current = *current;
    temperatures.push_back(std::move(sensor));
  }
}

/// acpi_thermal(4).
void AddThermalZones(std::vector<ChipTemperature>& temperatures) {
  constexpr int kMaxZones = 64;
  for (int zone = 0; zone < kMaxZones; ++zone) {
    const std::string label = "tz" + std::to_string(zone);
    const std::string name = "hw.acpi.thermal." + label;
    const auto current = FindTemperature(name + ".temperature");
    // A zone without a reading may come before others.
    if (!current) continue;
    ChipTemperature sensor;
    sensor.chip = "acpi_thermal";
    sensor.temperature.label = label;
    sensor.temperature.current = *current;
    sensor.temperature.high = FindTemperature(name + "._HOT");
    sensor.temperature.critical = FindTemperature(name + "._CRT");
    temperatures.push_back(std::move(sensor));
  }
}

std::vector<ChipTemperature> ReadTemperatures(const Host&) {
  std::vector<ChipTemperature> temperatures;
  AddCpuTemperatures(temperatures);
  AddThermalZones(temperatures);
  return temperatures;
}

/// The kernel adds up all batteries: acpi_battery(4).
std::vector<BatteryReading> ReadBattery(const Host&) {
  constexpr double kMinute = 60;
  constexpr int32_t kMaxPercent = 100;
  const auto life = FindDeviceNumber("hw.acpi.battery.life");
  if (!life) return {};
  const auto percent = static_cast<int32_t>(*life);
  if (percent < 0 || percent > kMaxPercent) return {};
  BatteryReading battery;
  battery.name = "battery";
  battery.percent = percent;
  const auto minutes = static_cast<int32_t>(FindDeviceNumber("hw.acpi.battery.time").value_or(UINT64_MAX));
  if (minutes >= 0) battery.secondsToEmpty = minutes * kMinute;
  if (const auto line = FindDeviceNumber("hw.acpi.acline")) battery.plugged = *line == 1;
  return {battery};
}

}  // namespace

void AddSensors(SensorCollectors& collectors) {
  collectors.sensorsTemperatures = ReadTemperatures;
  collectors.sensorsBattery = ReadBattery;
}

}  // namespace psutil
