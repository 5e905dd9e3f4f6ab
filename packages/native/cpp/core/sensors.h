#pragma once

#include "host.h"

namespace psutil {

/// Reading of a temperature sensor, in degrees Celsius.
struct Temperature {
  std::string label;
  double current = 0;
  Nullable<double> high;
  Nullable<double> critical;

  static constexpr const char* kName = "Temperature";
  static constexpr const char* kDoc =
      "Reading of a temperature sensor, in degrees Celsius, or in degrees Fahrenheit if requested.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("label", &Temperature::label, "Label of the sensor, such as `Core 0`; empty if it has none.");
    field("current", &Temperature::current, "Current temperature, in degrees.");
    field("high", &Temperature::high, "High threshold, in degrees; null if unknown.");
    field("critical", &Temperature::critical, "Critical threshold, in degrees; null if unknown.");
  }
};

/// A temperature sensor and its chip.
struct ChipTemperature {
  std::string chip;
  Temperature temperature;

  static constexpr const char* kName = "ChipTemperature";
  static constexpr const char* kDoc = "A temperature sensor and its chip.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("chip", &ChipTemperature::chip, "Name of the chip.");
    field("temperature", &ChipTemperature::temperature, "Reading of the sensor.");
  }
};

/// Speed of a fan.
struct Fan {
  std::string label;
  double current = 0;

  static constexpr const char* kName = "Fan";
  static constexpr const char* kDoc = "Speed of a fan.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("label", &Fan::label, "Label of the fan, such as `cpu_fan`; empty if it has none.");
    field("current", &Fan::current, "Current speed, in RPM (revolutions per minute).");
  }
};

/// A fan and its chip.
struct ChipFan {
  std::string chip;
  Fan fan;

  static constexpr const char* kName = "ChipFan";
  static constexpr const char* kDoc = "A fan and its chip.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("chip", &ChipFan::chip, "Name of the chip.");
    field("fan", &ChipFan::fan, "Speed of the fan.");
  }
};

/// Values that a battery reports. Amounts are energy or electric charge.
struct BatteryReading {
  std::string name;
  Nullable<double> percent;
  Nullable<double> now;
  Nullable<double> full;
  Nullable<double> rate;
  Nullable<double> secondsToEmpty;
  Nullable<bool> plugged;

  static constexpr const char* kName = "BatteryReading";
  static constexpr const char* kDoc = "Values that a battery reports.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &BatteryReading::name, "Name, such as `BAT0`.");
    field("percent", &BatteryReading::percent,
          "Charge level, in percent, if the battery reports it instead of amounts.");
    field("now", &BatteryReading::now, "Remaining energy or charge, in a unit of the platform.");
    field("full", &BatteryReading::full, "Energy or charge of the full battery, in the unit of `now`.");
    field("rate", &BatteryReading::rate, "Discharge rate, in the unit of `now` per hour.");
    field("secondsToEmpty", &BatteryReading::secondsToEmpty, "Remaining time, in seconds, as the battery reports it.");
    field("plugged", &BatteryReading::plugged, "Whether the power supply is connected; null if unknown.");
  }
};

/// Sensor collectors of a platform. A null pointer means that the platform does not support the collector.
struct SensorCollectors {
  std::vector<ChipTemperature> (*sensorsTemperatures)(const Host&) = nullptr;
  std::vector<ChipFan> (*sensorsFans)(const Host&) = nullptr;
  std::vector<BatteryReading> (*sensorsBattery)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("sensorsTemperatures", &SensorCollectors::sensorsTemperatures,
              "Hardware temperatures, in degrees Celsius.");
    collector("sensorsFans", &SensorCollectors::sensorsFans, "Fan speeds, in RPM.");
    collector("sensorsBattery", &SensorCollectors::sensorsBattery, "Battery status.");
  }
};

}  // namespace psutil
