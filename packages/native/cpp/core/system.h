#pragma once

#include "host.h"

namespace psutil {

/// One session of a user who is logged in.
struct User {
  std::string name;
  Nullable<std::string> terminal;
  Nullable<std::string> host;
  Timestamp started;
  std::optional<int> pid;

  static constexpr const char* kName = "User";
  static constexpr const char* kDoc = "One session of a user who is logged in.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &User::name, "Login name.");
    field("terminal", &User::terminal, "Terminal without its directory, such as `pts/0`.");
    field("host", &User::host, "Where the login came from, as the login program wrote it.");
    field("started", &User::started, "When the session began.");
    field("pid", &User::pid, "The process that began it.");
  }
};

/// An operating system.
struct OsInfo {
  Nullable<std::string> id;
  Nullable<std::string> name;
  Nullable<std::string> version;

  static constexpr const char* kName = "OsInfo";
  static constexpr const char* kDoc = "An operating system.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("id", &OsInfo::id, "Its name for programs, such as `debian`.");
    field("name", &OsInfo::name, "Its name for people.");
    field("version", &OsInfo::version, "Its version, where it has versions.");
  }
};

/// Which machine this is.
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
  static constexpr const char* kDoc = "Which machine this is.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("hostname", &HostInfo::hostname, "Its name in the network.");
    field("os", &HostInfo::os, "The operating system; in a container, that of its image.");
    field("kernel", &HostInfo::kernel, "The release of the kernel.");
    field("arch", &HostInfo::arch, "The architecture, as the kernel calls it, such as `x86_64`.");
    field("machineId", &HostInfo::machineId, "A random identifier of this installation.");
    field("bootId", &HostInfo::bootId, "A random identifier of this boot.");
    field("virtualization", &HostInfo::virtualization, "The kind of virtual machine; null where none is seen.");
    field("container", &HostInfo::container, "The kind of container; null where none is seen.");
  }
};

/// What a platform may tell of the system; what it leaves null is not supported there.
struct SystemCollectors {
  Timestamp (*bootTime)(const Host&) = nullptr;
  std::string (*bootId)(const Host&) = nullptr;
  HostInfo (*hostInfo)(const Host&) = nullptr;
  std::vector<User> (*users)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("bootTime", &SystemCollectors::bootTime, "When the machine booted.");
    collector("bootId", &SystemCollectors::bootId, "A random identifier of this boot of the machine.");
    collector("hostInfo", &SystemCollectors::hostInfo, "Which machine this is.");
    collector("users", &SystemCollectors::users, "The sessions of users who are logged in.");
  }
};

}  // namespace psutil
