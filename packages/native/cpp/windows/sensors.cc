#include "sensors.h"

#include <windows.h>

#include "error.h"
#include "system_parser.h"

namespace psutil {

namespace {

/// GetSystemPowerStatus(), which adds up several batteries.
std::vector<BatteryReading> ReadBattery(const Host&) {
  SYSTEM_POWER_STATUS status{};
  if (!GetSystemPowerStatus(&status)) ThrowWin32(GetLastError(), "GetSystemPowerStatus");
  return ParsePowerStatus({reinterpret_cast<const char*>(&status), sizeof status});
}

}  // namespace

void AddSensors(SensorCollectors& collectors) { collectors.sensorsBattery = ReadBattery; }

}  // namespace psutil
