#pragma once

#include <cstdint>

#include "host.h"

namespace psutil {

/// RAM as the kernel counts it, in bytes.
struct VirtualMemory {
  uint64_t total = 0;
  uint64_t available = 0;
  std::optional<uint64_t> free;
  std::optional<uint64_t> active;
  std::optional<uint64_t> inactive;
  std::optional<uint64_t> buffers;
  std::optional<uint64_t> cached;
  std::optional<uint64_t> shared;
  std::optional<uint64_t> slab;
  std::optional<uint64_t> wired;

  static constexpr const char* kName = "VirtualMemory";
  static constexpr const char* kDoc = "RAM as the kernel counts it, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &VirtualMemory::total, "Installed RAM, less what the kernel reserved at boot.");
    field("available", &VirtualMemory::available, "RAM that programs could get without swapping.");
    field("free", &VirtualMemory::free, "RAM that holds nothing at all; mostly far less than `available`.");
    field("active", &VirtualMemory::active, "Unix: RAM in use or used very recently.");
    field("inactive", &VirtualMemory::inactive, "Unix: RAM that was not used for a while.");
    field("buffers", &VirtualMemory::buffers, "Linux, BSD: cached metadata of file systems.");
    field("cached", &VirtualMemory::cached, "Linux, BSD: cached files; on Linux with the slab that can be reclaimed.");
    field("shared", &VirtualMemory::shared, "Linux, BSD: RAM of tmpfs and of shared memory.");
    field("slab", &VirtualMemory::slab, "Linux: the kernel's own data structures.");
    field("wired", &VirtualMemory::wired, "macOS, BSD: RAM that is never paged out.");
  }
};

/// Swap space, in bytes.
struct SwapMemory {
  uint64_t total = 0;
  uint64_t free = 0;
  std::optional<uint64_t> sin;
  std::optional<uint64_t> sout;

  static constexpr const char* kName = "SwapMemory";
  static constexpr const char* kDoc = "Swap space, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("total", &SwapMemory::total, "Size of all swap space.");
    field("free", &SwapMemory::free, "Swap space that holds nothing.");
    field("sin", &SwapMemory::sin, "Swapped in from disk since boot.");
    field("sout", &SwapMemory::sout, "Swapped out to disk since boot.");
  }
};

/// What a platform may measure of its memory; what it leaves null is not supported there.
struct MemoryCollectors {
  VirtualMemory (*virtualMemory)(const Host&) = nullptr;
  SwapMemory (*swapMemory)(const Host&) = nullptr;

  template <class Visitor>
  static void Fields(Visitor&& collector) {
    collector("virtualMemory", &MemoryCollectors::virtualMemory, "RAM as the kernel counts it, in bytes.");
    collector("swapMemory", &MemoryCollectors::swapMemory, "Swap space, in bytes.");
  }
};

}  // namespace psutil
