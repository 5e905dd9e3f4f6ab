#pragma once

#include "host.h"

namespace psutil {

/// What a sensor of temperature says, in degrees Celsius.
struct Temperature {
  std::string label;
  double current = 0;
  Nullable<double> high;
  Nullable<double> critical;

  static constexpr const char* kName = "Temperature";
  static constexpr const char* kDoc =
      "What a sensor of temperature says, in degrees Celsius unless others are asked for.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("label", &Temperature::label, "What it measures, such as `Core 0`; empty where that is not said.");
    field("current", &Temperature::current, "The temperature now.");
    field("high", &Temperature::high, "From where on it is high, where that is known.");
    field("critical", &Temperature::critical, "From where on it is critical, where that is known.");
  }
};

/// A sensor of temperature and its chip.
struct ChipTemperature {
  std::string chip;
  Temperature temperature;

  static constexpr const char* kName = "ChipTemperature";
  static constexpr const char* kDoc = "A sensor of temperature and its chip.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("chip", &ChipTemperature::chip, "The name of the chip.");
    field("temperature", &ChipTemperature::temperature, "What it says.");
  }
};

/// How fast a fan turns.
struct Fan {
  std::string label;
  double current = 0;

  static constexpr const char* kName = "Fan";
  static constexpr const char* kDoc = "How fast a fan turns.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("label", &Fan::label, "Which it is, such as `cpu_fan`; empty where that is not said.");
    field("current", &Fan::current, "Turns per minute.");
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
    field("chip", &ChipFan::chip, "The name of the chip.");
    field("fan", &ChipFan::fan, "How fast it turns.");
  }
};

/// What a battery says of itself. Its amounts are energy or charge, each with a rate of the same kind per hour.
struct BatteryReading {
  std::string name;
  Nullable<double> percent;
  Nullable<double> now;
  Nullable<double> full;
  Nullable<double> rate;
  Nullable<double> secondsToEmpty;
  Nullable<bool> plugged;

  static constexpr const char* kName = "BatteryReading";
  static constexpr const char* kDoc = "What a battery says of itself.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &BatteryReading::name, "Its name, such as `BAT0`.");
    field("percent", &BatteryReading::percent, "How full it is, where it says only that.");
    field("now", &BatteryReading::now, "What it holds.");
    field("full", &BatteryReading::full, "What it can hold.");
    field("rate", &BatteryReading::rate, "What it gives in an hour.");
    field("secondsToEmpty", &BatteryReading::secondsToEmpty, "How long it says that it will last.");
    field("plugged", &BatteryReading::plugged, "Whether power comes from outside.");
  }
};

/// What a platform may measure by sensors; what it leaves null is not supported there.
struct SensorCollectors {
  std::vector<ChipTemperature> (*sensorsTemperatures)(const Host&) = nullptr;
  std::vector<ChipFan> (*sensorsFans)(const Host&) = nullptr;
  std::vector<BatteryReading> (*sensorsBattery)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("sensorsTemperatures", &SensorCollectors::sensorsTemperatures, "Temperatures, in degrees Celsius.");
    collector("sensorsFans", &SensorCollectors::sensorsFans, "How fast the fans turn.");
    collector("sensorsBattery", &SensorCollectors::sensorsBattery, "How full the batteries are.");
  }
};

}  // namespace psutil
