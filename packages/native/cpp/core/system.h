#pragma once

#include "host.h"

namespace psutil {

/// A login session of a user.
struct User {
  std::string name;
  Nullable<std::string> terminal;
  Nullable<std::string> host;
  Timestamp started;
  std::optional<int> pid;

  static constexpr const char* kName = "User";
  static constexpr const char* kDoc = "A login session of a user.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &User::name, "User name.");
    field("terminal", &User::terminal,
          "Terminal without its directory, such as `pts/0`; null if the session has none.");
    field("host", &User::host, "Remote host name, as recorded by the login program; null for a local session.");
    field("started", &User::started, "Time at which the session started.");
    field("pid", &User::pid, "Unix: PID of the login process.");
  }
};

/// Operating system.
struct OsInfo {
  Nullable<std::string> id;
  Nullable<std::string> name;
  Nullable<std::string> version;

  static constexpr const char* kName = "OsInfo";
  static constexpr const char* kDoc = "Operating system.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("id", &OsInfo::id, "Machine-readable name, such as `debian`; null if unknown.");
    field("name", &OsInfo::name, "Human-readable name; null if unknown.");
    field("version", &OsInfo::version, "Version; null if unknown, or if the system has no versions.");
  }
};

/// Identification of the machine.
struct HostInfo {
  std::string hostname;
  OsInfo os;
  std::string kernel;
  Nullable<std::string> arch;
  Nullable<std::string> machineId;
  Nullable<std::string> bootId;
  Nullable<std::string> virtualization;
  Nullable<std::string> container;

  static constexpr const char* kName = "HostInfo";
  static constexpr const char* kDoc = "Identification of the machine.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("hostname", &HostInfo::hostname, "Host name.");
    field("os", &HostInfo::os, "Operating system; in a container, that of the image.");
    field("kernel", &HostInfo::kernel, "Kernel release.");
    field("arch", &HostInfo::arch, "Hardware architecture as named by the kernel, such as `x86_64`; null if unknown.");
    field("machineId", &HostInfo::machineId, "Random identifier of the installation; null if unknown.");
    field("bootId", &HostInfo::bootId, "Random identifier of the boot; null if unknown.");
    field("virtualization", &HostInfo::virtualization,
          "Virtual machine technology, as named by systemd-detect-virt(1); null if none is detected.");
    field("container", &HostInfo::container,
          "Container technology, as named by systemd-detect-virt(1); null if none is detected.");
  }
};

/// System collectors of a platform. A null pointer means that the platform does not support the collector.
struct SystemCollectors {
  Timestamp (*bootTime)(const Host&) = nullptr;
  std::string (*bootId)(const Host&) = nullptr;
  HostInfo (*hostInfo)(const Host&) = nullptr;
  std::vector<User> (*users)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("bootTime", &SystemCollectors::bootTime, "Boot time, in seconds since the epoch.");
    collector("bootId", &SystemCollectors::bootId, "Random identifier of the boot.");
    collector("hostInfo", &SystemCollectors::hostInfo, "Identification of the machine.");
    collector("users", &SystemCollectors::users, "Login sessions of users.");
  }
};

}  // namespace psutil
