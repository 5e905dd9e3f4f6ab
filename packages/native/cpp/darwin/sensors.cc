#include "sensors.h"

#include "iokit.h"

namespace psutil {

namespace {

BatteryReading BatteryOf(const Properties& source) {
  constexpr double kSecondsPerMinute = 60;
  BatteryReading battery;
  battery.name = source.Text("Name").value_or("");
  const auto now = source.Number("Current Capacity");
  const auto full = source.Number("Max Capacity");
  if (now && full && *full > 0) {
    battery.now = static_cast<double>(*now);
    battery.full = static_cast<double>(*full);
  }
  // The kernel takes a minute after a change to estimate the time, and has -1 until then.
  const auto minutes = source.Number("Time to Empty");
  if (minutes && *minutes >= 0) battery.secondsToEmpty = static_cast<double>(*minutes) * kSecondsPerMinute;
  const auto state = source.Text("Power Source State");
  if (state) battery.plugged = *state == "AC Power";
  return battery;
}

/// Uninterruptible power supplies, which are connected by a cable, are left out.
std::vector<BatteryReading> ReadBatteries(const Host&) {
  std::vector<BatteryReading> batteries;
  for (const Properties& source : ReadPowerSources()) {
    if (source.Text("Transport Type") == "Internal") batteries.push_back(BatteryOf(source));
  }
  return batteries;
}

}  // namespace

// Temperatures and fans are known to the System Management Controller only, which has no documented interface.
void AddSensors(SensorCollectors& collectors) { collectors.sensorsBattery = ReadBatteries; }

}  // namespace psutil
