#pragma once

#include <cstdint>

#include "record.h"

namespace psutil {

/// Memory of a process, in bytes.
struct ProcessMemory {
  uint64_t rss = 0;
  uint64_t vms = 0;
  std::optional<uint64_t> shared;
  std::optional<uint64_t> text;
  std::optional<uint64_t> data;

  static constexpr const char* kName = "ProcessMemory";
  static constexpr const char* kDoc = "Memory of a process, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("rss", &ProcessMemory::rss, "What it holds in RAM, shared pages included.");
    field("vms", &ProcessMemory::vms, "Its whole address space.");
    field("shared", &ProcessMemory::shared, "Linux: the part of `rss` that others may share.");
    field("text", &ProcessMemory::text, "Linux, BSD: its code.");
    field("data", &ProcessMemory::data, "Linux, BSD: its data and stack.");
  }
};

/// Memory of a process by kind, in bytes.
struct ProcessMemoryEx : ProcessMemory {
  std::optional<uint64_t> lib;
  std::optional<uint64_t> dirty;

  static constexpr const char* kName = "ProcessMemoryEx";
  static constexpr const char* kDoc = "Memory of a process by kind, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    ProcessMemory::Fields(field);
    field("lib", &ProcessMemoryEx::lib, "Linux: 0, which the kernel counts no more since 2.6.");
    field("dirty", &ProcessMemoryEx::dirty, "Linux: 0, which the kernel counts no more since 2.6.");
  }
};

/// Memory of a process with what is its alone, in bytes.
struct ProcessFullMemory : ProcessMemory {
  uint64_t uss = 0;
  std::optional<uint64_t> pss;
  std::optional<uint64_t> swap;

  static constexpr const char* kName = "ProcessFullMemory";
  static constexpr const char* kDoc = "Memory of a process with what is its alone, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("uss", &ProcessFullMemory::uss, "What would be free if it ended now: pages that no other process has.");
    ProcessMemory::Fields(field);
    field("pss", &ProcessFullMemory::pss, "Linux: its own pages, and its share of those that it shares.");
    field("swap", &ProcessFullMemory::swap, "Linux: what of it is swapped out.");
  }
};

/// What a process has mapped of a file, in bytes.
struct MappedFile {
  std::string path;
  uint64_t rss = 0;
  uint64_t size = 0;
  uint64_t pss = 0;
  uint64_t sharedClean = 0;
  uint64_t sharedDirty = 0;
  uint64_t privateClean = 0;
  uint64_t privateDirty = 0;
  uint64_t referenced = 0;
  uint64_t anonymous = 0;
  uint64_t swap = 0;

  static constexpr const char* kName = "MappedFile";
  static constexpr const char* kDoc = "What a process has mapped of a file, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("path", &MappedFile::path,
          "The file, or what it is instead, such as `[heap]`; `[anon]` where that has no name.");
    field("rss", &MappedFile::rss, "What of it is in RAM.");
    field("size", &MappedFile::size, "Its whole size.");
    field("pss", &MappedFile::pss, "What is in RAM, pages that are shared counted by share.");
    field("sharedClean", &MappedFile::sharedClean, "Shared pages that were not changed.");
    field("sharedDirty", &MappedFile::sharedDirty, "Shared pages that were changed.");
    field("privateClean", &MappedFile::privateClean, "Pages of its own that were not changed.");
    field("privateDirty", &MappedFile::privateDirty, "Pages of its own that were changed.");
    field("referenced", &MappedFile::referenced, "Pages that were used lately.");
    field("anonymous", &MappedFile::anonymous, "Pages that are of no file.");
    field("swap", &MappedFile::swap, "What of it is swapped out.");
  }
};

/// A mapping of a process, in bytes.
struct MappedRegion : MappedFile {
  std::string addr;
  std::string perms;

  static constexpr const char* kName = "MappedRegion";
  static constexpr const char* kDoc = "A mapping of a process, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("addr", &MappedRegion::addr, "Its first address and the one behind its last, in hexadecimal.");
    field("perms", &MappedRegion::perms,
          "What it may be used for: `r`, `w`, `x`, then `p` for private or `s` for shared.");
    MappedFile::Fields(field);
  }
};

}  // namespace psutil
