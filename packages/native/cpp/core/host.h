#pragma once

#include <string>

#include "record.h"

namespace psutil {

/// The machine to measure: where its pseudo files are found. A container passes the mount points of its host, a
/// test a directory of its own.
struct Host {
  std::string proc = "/proc";
  std::string sys = "/sys";
  std::string etc = "/etc";
  std::string run = "/run";
  std::string root = "/";
  std::optional<int> pageSize;
  std::optional<int> clockTick;

  /// Whether this program's own kernel calls answer about the same machine and the same pids.
  bool IsLocal() const { return proc == "/proc"; }

  static constexpr const char* kName = "Host";
  static constexpr const char* kDoc = "Where the pseudo files of the machine to measure are found.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("proc", &Host::proc, "Mount point of procfs.");
    field("sys", &Host::sys, "Mount point of sysfs.");
    field("etc", &Host::etc, "Directory of passwd and os-release.");
    field("run", &Host::run, "Directory of utmp and of logind's sessions.");
    field("root", &Host::root, "Root of the file systems to measure.");
    field("pageSize", &Host::pageSize, "Bytes of a memory page, where files were captured on another machine.");
    field("clockTick", &Host::clockTick, "Clock ticks of a second, where files were captured on another machine.");
  }
};

}  // namespace psutil
