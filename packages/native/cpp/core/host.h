#pragma once

#include <string>

#include "record.h"

namespace psutil {

/// The machine to read: the directories of its pseudo files. A container passes the mount points of its host, a test a
/// directory of fixtures. It is used by systems that have pseudo files only.
struct Host {
  std::string proc = "/proc";
  std::string sys = "/sys";
  std::string etc = "/etc";
  std::string run = "/run";
  std::string root = "/";
  std::optional<int> pageSize;
  std::optional<int> clockTick;

  /// Whether system calls of this program concern the same machine and the same PIDs.
  bool IsLocal() const { return proc == "/proc"; }

  static constexpr const char* kName = "Host";
  static constexpr const char* kDoc = "Directories of the pseudo files of the machine to read.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("proc", &Host::proc, "Mount point of procfs.");
    field("sys", &Host::sys, "Mount point of sysfs.");
    field("etc", &Host::etc, "Directory of passwd and os-release.");
    field("run", &Host::run, "Directory of utmp and of logind's sessions.");
    field("root", &Host::root, "Root of the filesystems to read.");
    field("pageSize", &Host::pageSize,
          "Size of a memory page, in bytes, where the files were captured on another machine.");
    field("clockTick", &Host::clockTick, "Clock ticks per second, where the files were captured on another machine.");
  }
};

}  // namespace psutil
