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
  std::optional<uint64_t> stack;
  std::optional<uint64_t> peakRss;
  std::optional<uint64_t> peakVms;

  static constexpr const char* kName = "ProcessMemory";
  static constexpr const char* kDoc = "Memory usage of a process, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("rss", &ProcessMemory::rss, "Resident set size: physical memory in use, including shared pages, in bytes.");
    field("vms", &ProcessMemory::vms,
          "Virtual memory size: the address space, in bytes; on Windows, the committed private memory.");
    field("shared", &ProcessMemory::shared, "Linux: part of `rss` that may be shared with other processes, in bytes.");
    field("text", &ProcessMemory::text, "Linux, FreeBSD: executable code (text), in bytes.");
    field("data", &ProcessMemory::data, "Linux, FreeBSD: data, in bytes; on Linux, including the stack.");
    field("stack", &ProcessMemory::stack, "FreeBSD: stack, in bytes.");
    field("peakRss", &ProcessMemory::peakRss, "FreeBSD, Windows: highest `rss` since the process started, in bytes.");
    field("peakVms", &ProcessMemory::peakVms, "Windows: highest `vms` since the process started, in bytes.");
  }
};

/// Memory usage of a process with the fields specific to the system, in bytes.
struct ProcessMemoryEx : ProcessMemory {
  std::optional<uint64_t> lib;
  std::optional<uint64_t> dirty;
  std::optional<uint64_t> pfaults;
  std::optional<uint64_t> pageins;
  std::optional<uint64_t> wired;
  std::optional<uint64_t> physFootprint;
  std::optional<uint64_t> numPageFaults;
  std::optional<uint64_t> peakWset;
  std::optional<uint64_t> wset;
  std::optional<uint64_t> peakPagedPool;
  std::optional<uint64_t> pagedPool;
  std::optional<uint64_t> peakNonpagedPool;
  std::optional<uint64_t> nonpagedPool;
  std::optional<uint64_t> pagefile;
  std::optional<uint64_t> peakPagefile;
  std::optional<uint64_t> privateBytes;

  static constexpr const char* kName = "ProcessMemoryEx";
  static constexpr const char* kDoc = "Memory usage of a process with the fields specific to the system, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    ProcessMemory::Fields(field);
    field("lib", &ProcessMemoryEx::lib, "Linux: always 0 since Linux 2.6.");
    field("dirty", &ProcessMemoryEx::dirty, "Linux: always 0 since Linux 2.6.");
    field("pfaults", &ProcessMemoryEx::pfaults, "macOS: number of page faults.");
    field("pageins", &ProcessMemoryEx::pageins, "macOS: number of page faults that required a read from a disk.");
    field("wired", &ProcessMemoryEx::wired, "macOS: memory that cannot be paged out, in bytes.");
    field("physFootprint", &ProcessMemoryEx::physFootprint,
          "macOS: physical footprint: the memory that the kernel charges to the process, in bytes.");
    field("numPageFaults", &ProcessMemoryEx::numPageFaults, "Windows: number of page faults.");
    field("peakWset", &ProcessMemoryEx::peakWset, "Windows: highest working set, in bytes: `peakRss`.");
    field("wset", &ProcessMemoryEx::wset, "Windows: working set, in bytes: `rss`.");
    field("peakPagedPool", &ProcessMemoryEx::peakPagedPool, "Windows: highest use of the paged pool, in bytes.");
    field("pagedPool", &ProcessMemoryEx::pagedPool, "Windows: use of the paged pool, in bytes.");
    field("peakNonpagedPool", &ProcessMemoryEx::peakNonpagedPool,
          "Windows: highest use of the nonpaged pool, in bytes.");
    field("nonpagedPool", &ProcessMemoryEx::nonpagedPool, "Windows: use of the nonpaged pool, in bytes.");
    field("pagefile", &ProcessMemoryEx::pagefile, "Windows: committed private memory, in bytes: `vms`.");
    field("peakPagefile", &ProcessMemoryEx::peakPagefile,
          "Windows: highest committed private memory, in bytes: `peakVms`.");
    field("private", &ProcessMemoryEx::privateBytes, "Windows: memory that no other process can share, in bytes.");
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
  std::optional<uint64_t> pss;
  std::optional<uint64_t> sharedClean;
  std::optional<uint64_t> sharedDirty;
  std::optional<uint64_t> privateClean;
  std::optional<uint64_t> privateDirty;
  std::optional<uint64_t> referenced;
  std::optional<uint64_t> anonymous;
  std::optional<uint64_t> swap;
  std::optional<uint64_t> privateBytes;
  std::optional<uint64_t> swapped;
  std::optional<uint64_t> dirtied;
  std::optional<uint64_t> locked;
  std::optional<uint64_t> refCount;
  std::optional<uint64_t> shadowDepth;
  std::optional<uint64_t> shadowCount;

  static constexpr const char* kName = "MappedFile";
  static constexpr const char* kDoc = "Mapped memory of one file, in bytes.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("path", &MappedFile::path, "Path of the file, or a name such as `[heap]` or `[anon]` for other mappings.");
    field("rss", &MappedFile::rss, "Resident set size, in bytes.");
    field("size", &MappedFile::size, "Size, in bytes.");
    field("pss", &MappedFile::pss, "Linux: proportional set size, in bytes.");
    field("sharedClean", &MappedFile::sharedClean, "Linux: clean shared pages, in bytes.");
    field("sharedDirty", &MappedFile::sharedDirty, "Linux: dirty shared pages, in bytes.");
    field("privateClean", &MappedFile::privateClean, "Linux: clean private pages, in bytes.");
    field("privateDirty", &MappedFile::privateDirty, "Linux: dirty private pages, in bytes.");
    field("referenced", &MappedFile::referenced, "Linux: pages marked as referenced or accessed, in bytes.");
    field("anonymous", &MappedFile::anonymous, "Linux, SunOS: pages that belong to no file, in bytes.");
    field("swap", &MappedFile::swap, "Linux: swapped out memory, in bytes.");
    field("private", &MappedFile::privateBytes, "macOS, FreeBSD: resident pages of no other mapping, in bytes.");
    field("swapped", &MappedFile::swapped, "macOS: swapped out memory, in bytes.");
    field("dirtied", &MappedFile::dirtied, "macOS: modified memory, in bytes.");
    field("locked", &MappedFile::locked, "SunOS: locked memory, in bytes.");
    field("refCount", &MappedFile::refCount, "macOS, FreeBSD: references to the object of the kernel.");
    field("shadowDepth", &MappedFile::shadowDepth, "macOS: number of objects below that of the mapping.");
    field("shadowCount", &MappedFile::shadowCount, "FreeBSD: number of objects above that of the mapping.");
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
    field("perms", &MappedRegion::perms,
          "Permissions: `r`, `w`, `x`, and `p` (private) or `s` (shared); on Windows, `r`, `rw`, `wc` (copy on write), "
          "`x`, `xr`, `xrw` or `xwc`, or empty.");
    MappedFile::Fields(field);
  }
};

}  // namespace psutil
