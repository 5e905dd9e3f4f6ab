#pragma once

#include "host.h"

namespace psutil {

/// Status of a Windows service.
enum class WindowsServiceStatus {
  kStopped,
  kStartPending,
  kStopPending,
  kRunning,
  kContinuePending,
  kPausePending,
  kPaused
};

template <>
struct EnumNames<WindowsServiceStatus> {
  static constexpr const char* kName = "WindowsServiceStatus";
  static constexpr const char* kDoc = "Status of a Windows service.";
  static constexpr const char* kValues[] = {"stopped",          "start_pending", "stop_pending", "running",
                                            "continue_pending", "pause_pending", "paused"};
};

/// Start type of a Windows service.
enum class WindowsServiceStartType { kAutomatic, kManual, kDisabled };

template <>
struct EnumNames<WindowsServiceStartType> {
  static constexpr const char* kName = "WindowsServiceStartType";
  static constexpr const char* kDoc = "Start type of a Windows service.";
  static constexpr const char* kValues[] = {"automatic", "manual", "disabled"};
};

/// A Windows service.
struct WindowsService {
  std::string name;
  std::string displayName;
  WindowsServiceStatus status = WindowsServiceStatus::kStopped;
  Nullable<int> pid;
  Nullable<std::string> binpath;
  Nullable<std::string> username;
  Nullable<WindowsServiceStartType> startType;
  Nullable<bool> delayedStart;
  Nullable<std::string> description;

  static constexpr const char* kName = "WindowsService";
  static constexpr const char* kDoc = "A Windows service.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    using S = WindowsService;
    field("name", &S::name, "Name, which identifies the service.");
    field("displayName", &S::displayName, "Display name.");
    field("status", &S::status, "Status.");
    field("pid", &S::pid, "PID of the process; null if the service is not running.");
    field("binpath", &S::binpath, "Path of the executable, with its arguments; null if it cannot be read.");
    field("username", &S::username, "User name of the account; null if it cannot be read, or if it has none.");
    field("startType", &S::startType, "Start type; null if it cannot be read.");
    field("delayedStart", &S::delayedStart,
          "Whether an automatic start is delayed until other services have started; null if it cannot be read.");
    field("description", &S::description, "Description; null if it cannot be read, or if it has none.");
  }
};

/// Service collectors of a platform. A null pointer means that the platform does not support the collector.
struct ServiceCollectors {
  std::vector<WindowsService> (*winServiceIter)(const Host&) = nullptr;
  /// Null if the service does not exist.
  Nullable<WindowsService> (*winServiceGet)(const Host&, const std::string& name) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("winServiceIter", &ServiceCollectors::winServiceIter, "Windows services.");
    collector("winServiceGet", &ServiceCollectors::winServiceGet, "A Windows service, by its name.");
  }
};

}  // namespace psutil
