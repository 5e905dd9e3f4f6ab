#pragma once

#include <cstdint>

#include "record.h"

namespace psutil {

/// Memory usage of a process, in bytes.
struct ProcessMemory {
  uint64_t rss = 0;
  uint64_t vms = 0;
  std::optional<uint64_t> shared;
  std::optional<uint64_t> text;
  std::optional<uint64_t> data;

  static constexpr const char* kName = "ProcessMemory";
  static constexpr const char* kDoc = "Memory usage of a process, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("rss", &ProcessMemory::rss, "Resident set size: physical memory in use, including shared pages, in bytes.");
    field("vms", &ProcessMemory::vms, "Virtual memory size: the address space, in bytes.");
    field("shared", &ProcessMemory::shared, "Linux: part of `rss` that may be shared with other processes, in bytes.");
    field("text", &ProcessMemory::text, "Linux, BSD: executable code (text), in bytes.");
    field("data", &ProcessMemory::data, "Linux, BSD: data and stack, in bytes.");
  }
};

/// Memory usage of a process with the fields specific to the system, in bytes.
struct ProcessMemoryEx : ProcessMemory {
  std::optional<uint64_t> lib;
  std::optional<uint64_t> dirty;

  static constexpr const char* kName = "ProcessMemoryEx";
  static constexpr const char* kDoc = "Memory usage of a process with the fields specific to the system, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    ProcessMemory::Fields(field);
    field("lib", &ProcessMemoryEx::lib, "Linux: always 0 since Linux 2.6.");
    field("dirty", &ProcessMemoryEx::dirty, "Linux: always 0 since Linux 2.6.");
  }
};

/// Memory usage of a process including the unique set size (USS), in bytes.
struct ProcessFullMemory : ProcessMemory {
  uint64_t uss = 0;
  std::optional<uint64_t> pss;
  std::optional<uint64_t> swap;

  static constexpr const char* kName = "ProcessFullMemory";
  static constexpr const char* kDoc = "Memory usage of a process including the unique set size (USS), in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field(
        "uss", &ProcessFullMemory::uss,
        "Unique set size: memory that no other process shares and that would be freed if the process ended, in bytes.");
    ProcessMemory::Fields(field);
    field("pss", &ProcessFullMemory::pss,
          "Linux: proportional set size: unique memory plus a proportional share of shared memory, in bytes.");
    field("swap", &ProcessFullMemory::swap, "Linux: swapped out memory, in bytes.");
  }
};

/// Mapped memory of one file, in bytes.
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
  static constexpr const char* kDoc = "Mapped memory of one file, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("path", &MappedFile::path, "Path of the file, or a name such as `[heap]` or `[anon]` for other mappings.");
    field("rss", &MappedFile::rss, "Resident set size, in bytes.");
    field("size", &MappedFile::size, "Size, in bytes.");
    field("pss", &MappedFile::pss, "Proportional set size, in bytes.");
    field("sharedClean", &MappedFile::sharedClean, "Clean shared pages, in bytes.");
    field("sharedDirty", &MappedFile::sharedDirty, "Dirty shared pages, in bytes.");
    field("privateClean", &MappedFile::privateClean, "Clean private pages, in bytes.");
    field("privateDirty", &MappedFile::privateDirty, "Dirty private pages, in bytes.");
    field("referenced", &MappedFile::referenced, "Pages marked as referenced or accessed, in bytes.");
    field("anonymous", &MappedFile::anonymous, "Pages that belong to no file, in bytes.");
    field("swap", &MappedFile::swap, "Swapped out memory, in bytes.");
  }
};

/// One memory mapping, in bytes.
struct MappedRegion : MappedFile {
  std::string addr;
  std::string perms;

  static constexpr const char* kName = "MappedRegion";
  static constexpr const char* kDoc = "One memory mapping, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("addr", &MappedRegion::addr, "Start and end address, in hexadecimal.");
    field("perms", &MappedRegion::perms, "Permissions: `r`, `w`, `x`, and `p` (private) or `s` (shared).");
    MappedFile::Fields(field);
  }
};

}  // namespace psutil
