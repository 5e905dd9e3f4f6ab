#include "sensors.h"

#include <algorithm>
#include <cerrno>
#include <cmath>

#include "../core/error.h"
#include "../posix/parse.h"
#include "file.h"

namespace psutil {

namespace {

/// Returns the names in a directory, sorted by their number; none if there is no such directory.
std::vector<std::string> NamesIn(const std::string& directory) {
  std::vector<std::string> names;
  try {
    ForEachEntry(directory, [&](const char* name) { names.push_back(name); });
  } catch (const SystemError& error) {
    if (error.failure.code != ENOENT && error.failure.code != ENOTDIR) throw;
  }
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return std::make_pair(a.size(), std::string_view(a)) < std::make_pair(b.size(), std::string_view(b));
  });
  return names;
}

std::optional<double> ReadNumber(const std::string& path, double unit = 1) {
  const auto line = ReadLineIfAny(path);
  const auto number = line ? ParseSigned(*line) : std::nullopt;
  if (!number) return std::nullopt;
  return static_cast<double>(*number) / unit;
}

constexpr double kMilli = 1000;

/// Returns a name without its suffix, if it has the prefix, the suffix and something between.
std::optional<std::string> WithoutEnd(const std::string& name, std::string_view start, std::string_view end) {
  if (name.size() <= start.size() + end.size() || name.compare(0, start.size(), start) != 0) return std::nullopt;
  const size_t length = name.size() - end.size();
  if (name.compare(length, end.size(), end) != 0) return std::nullopt;
  return name.substr(0, length);
}

/// Returns names such as "temp1" for which a file "temp1_input" exists.
std::vector<std::string> SensorsIn(const std::string& directory, std::string_view kind) {
  std::vector<std::string> sensors;
  for (const std::string& name : NamesIn(directory)) {
    if (auto sensor = WithoutEnd(name, kind, "_input")) sensors.push_back(std::move(*sensor));
  }
  return sensors;
}

/// Calls `visit` with the path, without the suffix, and the chip of each sensor of a kind.
template <class Visit>
void ForEachSensor(const Host& host, std::string_view kind, const Visit& visit) {
  const std::string all = host.sys + "/class/hwmon";
  for (const std::string& hwmon : NamesIn(all)) {
    std::string directory = all + "/" + hwmon;
    auto sensors = SensorsIn(directory, kind);
    if (sensors.empty()) {  // older drivers have the files one level deeper
      directory += "/device";
      sensors = SensorsIn(directory, kind);
    }
    auto chip = ReadLineIfAny(directory + "/name");
    if (!chip) chip = ReadLineIfAny(all + "/" + hwmon + "/name");
    for (const std::string& sensor : sensors) visit(directory + "/" + sensor, chip.value_or(hwmon));
  }
}

/// Reads a limit; drivers report 0 for unknown.
Nullable<double> Limit(const std::optional<double>& limit) {
  if (!limit || *limit <= 0) return {};
  return *limit;
}

/// If only one of the limits is known, it is used for both.
void Complete(Temperature& temperature) {
  if (!temperature.high) temperature.high = temperature.critical;
  if (!temperature.critical) temperature.critical = temperature.high;
}

/// Readings of probes that are not connected.
bool IsNonsense(double celsius) { return celsius <= -128; }

/// Reads the thermal zones of boards without hwmon chips: https://docs.kernel.org/driver-api/thermal/sysfs-api.html
void AddZones(const Host& host, std::vector<ChipTemperature>& temperatures) {
  const std::string all = host.sys + "/class/thermal";
  for (const std::string& zone : NamesIn(all)) {
    if (zone.compare(0, 12, "thermal_zone") != 0) continue;
    const std::string directory = all + "/" + zone;
    const auto current = ReadNumber(directory + "/temp", kMilli);
    if (!current || IsNonsense(*current)) continue;
    ChipTemperature of;
    of.chip = ReadLineIfAny(directory + "/type").value_or(zone);
    of.temperature.current = *current;
    for (const std::string& name : NamesIn(directory)) {
      const auto point = WithoutEnd(name, "trip_point_", "_type");
      if (!point) continue;
      const auto type = ReadLineIfAny(directory + "/" + name);
      const auto limit = Limit(ReadNumber(directory + "/" + *point + "_temp", kMilli));
      if (type == "critical") of.temperature.critical = limit;
      if (type == "hot" || type == "high") of.temperature.high = limit;
    }
    Complete(of.temperature);
    temperatures.push_back(std::move(of));
  }
}

std::vector<ChipTemperature> ReadTemperatures(const Host& host) {
  std::vector<ChipTemperature> temperatures;
  ForEachSensor(host, "temp", [&](const std::string& sensor, const std::string& chip) {
    const auto current = ReadNumber(sensor + "_input", kMilli);
    if (!current || IsNonsense(*current)) return;
    ChipTemperature of;
    of.chip = chip;
    of.temperature.label = ReadLineIfAny(sensor + "_label").value_or("");
    of.temperature.current = *current;
    of.temperature.high = Limit(ReadNumber(sensor + "_max", kMilli));
    of.temperature.critical = Limit(ReadNumber(sensor + "_crit", kMilli));
    Complete(of.temperature);
    temperatures.push_back(std::move(of));
  });
  if (temperatures.empty()) AddZones(host, temperatures);
  return temperatures;
}

std::vector<ChipFan> ReadFans(const Host& host) {
  std::vector<ChipFan> fans;
  ForEachSensor(host, "fan", [&](const std::string& sensor, const std::string& chip) {
    const auto current = ReadNumber(sensor + "_input");
    if (!current || *current < 0) return;
    fans.push_back({chip, {ReadLineIfAny(sensor + "_label").value_or(""), *current}});
  });
  return fans;
}

/// Whether a power supply that is no battery is online; nothing without one.
std::optional<bool> ReadPlugged(const std::string& all) {
  std::optional<bool> plugged;
  for (const std::string& name : NamesIn(all)) {
    const std::string directory = all + "/" + name;
    if (ReadLineIfAny(directory + "/type") == "Battery" || ReadLineIfAny(directory + "/scope") == "Device") continue;
    if (const auto online = ReadNumber(directory + "/online")) plugged = plugged.value_or(false) || *online > 0;
  }
  return plugged;
}

std::optional<bool> PluggedByStatus(const std::optional<std::string>& status) {
  if (status == "Discharging") return false;
  if (status == "Charging" || status == "Full" || status == "Not charging") return true;
  return std::nullopt;
}

BatteryReading ReadBattery(const std::string& directory, const std::string& name, std::optional<bool> plugged) {
  BatteryReading battery;
  battery.name = name;
  const bool energy = ReadNumber(directory + "/energy_now") && ReadNumber(directory + "/energy_full");
  const std::string amount = directory + (energy ? "/energy" : "/charge");
  battery.now = ReadNumber(amount + "_now");
  battery.full = Limit(ReadNumber(amount + "_full"));
  // Some drivers report a discharge as negative, and some 0 for unknown.
  if (const auto rate = ReadNumber(directory + (energy ? "/power_now" : "/current_now"))) {
    battery.rate = Limit(std::abs(*rate));
  }
  const auto percent = ReadNumber(directory + "/capacity");
  if (percent && *percent >= 0) battery.percent = *percent;
  battery.secondsToEmpty = Limit(ReadNumber(directory + "/time_to_empty_now"));
  battery.plugged = plugged ? plugged : PluggedByStatus(ReadLineIfAny(directory + "/status"));
  return battery;
}

bool IsBattery(const std::string& directory, const std::string& name) {
  // Mice and headsets have batteries too.
  if (ReadLineIfAny(directory + "/scope") == "Device" || ReadLineIfAny(directory + "/present") == "0") return false;
  const auto type = ReadLineIfAny(directory + "/type");
  if (type) return *type == "Battery";
  return name.compare(0, 3, "BAT") == 0 || name.find("battery") != std::string::npos;
}

std::vector<BatteryReading> ReadBatteries(const Host& host) {
  const std::string all = host.sys + "/class/power_supply";
  const auto plugged = ReadPlugged(all);
  std::vector<BatteryReading> batteries;
  for (const std::string& name : NamesIn(all)) {
    const std::string directory = all + "/" + name;
    if (IsBattery(directory, name)) batteries.push_back(ReadBattery(directory, name, plugged));
  }
  return batteries;
}

}  // namespace

void AddSensors(SensorCollectors& collectors) {
  collectors.sensorsTemperatures = ReadTemperatures;
  collectors.sensorsFans = ReadFans;
  collectors.sensorsBattery = ReadBatteries;
}

}  // namespace psutil
