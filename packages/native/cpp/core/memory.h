#pragma once

#include <algorithm>
#include <cstdint>

#include "derived.h"
#include "host.h"

namespace psutil {

/// System-wide memory statistics, in bytes.
struct VirtualMemory {
  uint64_t total = 0;
  uint64_t available = 0;
  double percent = 0;
  uint64_t used = 0;
  std::optional<uint64_t> free;
  std::optional<uint64_t> active;
  std::optional<uint64_t> inactive;
  std::optional<uint64_t> buffers;
  std::optional<uint64_t> cached;
  std::optional<uint64_t> shared;
  std::optional<uint64_t> slab;
  std::optional<uint64_t> wired;

  void Derive() {
    used = total - std::min(available, total);
    percent = Percent(used, total);
  }

  static constexpr const char* kName = "VirtualMemory";
  static constexpr const char* kDoc = "System-wide memory statistics, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &VirtualMemory::total, "Total physical memory, excluding memory reserved by the kernel, in bytes.");
    field("available", &VirtualMemory::available, "Memory that can be given to processes without swapping, in bytes.");
    field("percent", &VirtualMemory::percent, "Memory in use, in percent of `total`, 0 to 100.");
    field("used", &VirtualMemory::used, "Memory in use, in bytes: `total` minus `available`.");
    field("free", &VirtualMemory::free, "Memory that is not used at all, in bytes; usually far less than `available`.");
    field("active", &VirtualMemory::active, "Linux, macOS, FreeBSD: memory in use or used very recently, in bytes.");
    field("inactive", &VirtualMemory::inactive, "Linux, macOS, FreeBSD: memory that was not used recently, in bytes.");
    field("buffers", &VirtualMemory::buffers,
          "Linux, FreeBSD: cache for block devices and filesystem metadata, in bytes.");
    field("cached", &VirtualMemory::cached,
          "Linux, Windows: page cache, in bytes. On Linux it includes reclaimable slab memory.");
    field("shared", &VirtualMemory::shared, "Linux, FreeBSD: shared memory, in bytes; on Linux, including tmpfs.");
    field("slab", &VirtualMemory::slab, "Linux: in-kernel data structures cache, in bytes.");
    field("wired", &VirtualMemory::wired,
          "macOS, FreeBSD, Windows: memory that is never paged out, in bytes; on Windows, that of the kernel.");
  }
};

/// System-wide swap memory statistics, in bytes.
struct SwapMemory {
  uint64_t total = 0;
  uint64_t used = 0;
  uint64_t free = 0;
  double percent = 0;
  std::optional<uint64_t> sin;
  std::optional<uint64_t> sout;

  void Derive() {
    used = total - std::min(free, total);
    percent = Percent(used, total);
  }

  static constexpr const char* kName = "SwapMemory";
  static constexpr const char* kDoc = "System-wide swap memory statistics, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &SwapMemory::total, "Total swap space, in bytes.");
    field("used", &SwapMemory::used, "Used swap space, in bytes: `total` minus `free`.");
    field("free", &SwapMemory::free, "Free swap space, in bytes.");
    field("percent", &SwapMemory::percent, "Used swap space, in percent of `total`, 0 to 100; 0 without swap space.");
    field("sin", &SwapMemory::sin, "Unix: bytes swapped in from disk since boot.");
    field("sout", &SwapMemory::sout, "Unix: bytes swapped out to disk since boot.");
  }
};

/// Memory collectors of a platform. A null pointer means that the platform does not support the collector.
struct MemoryCollectors {
  VirtualMemory (*virtualMemory)(const Host&) = nullptr;
  SwapMemory (*swapMemory)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("virtualMemory", &MemoryCollectors::virtualMemory, "System-wide memory statistics, in bytes.");
    collector("swapMemory", &MemoryCollectors::swapMemory, "System-wide swap memory statistics, in bytes.");
  }
};

}  // namespace psutil
