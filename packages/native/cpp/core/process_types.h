#pragma once

#include <cstdint>

#include "connections.h"
#include "derived.h"

namespace psutil {

/// A variable of an environment.
struct EnvironmentVariable {
  std::string name;
  std::string value;

  static constexpr const char* kName = "EnvironmentVariable";
  static constexpr const char* kDoc = "A variable of an environment.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &EnvironmentVariable::name, "Its name.");
    field("value", &EnvironmentVariable::value, "Its value.");
  }
};

/// The numbers of the user or group that a process acts for.
struct ProcessIds {
  uint64_t real = 0;
  uint64_t effective = 0;
  uint64_t saved = 0;

  static constexpr const char* kName = "ProcessIds";
  static constexpr const char* kDoc = "The numbers of the user or group that a process acts for.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("real", &ProcessIds::real, "Who started it.");
    field("effective", &ProcessIds::effective, "Whose rights it has now.");
    field("saved", &ProcessIds::saved, "Whose rights it may take again.");
  }
};

/// How urgent the reads and writes of a process are.
struct IoPriority {
  int ioclass = 0;
  int value = 0;

  static constexpr const char* kName = "IoPriority";
  static constexpr const char* kDoc = "How urgent the reads and writes of a process are.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("ioclass", &IoPriority::ioclass, "A class: one of `IOPRIO_CLASS_…`.");
    field("value", &IoPriority::value, "Its place in the class, 0 to 7; 0 is the first.");
  }
};

/// How much a process may use of something: a number, or all where that is null.
struct ResourceLimit {
  Nullable<uint64_t> soft;
  Nullable<uint64_t> hard;

  static constexpr const char* kName = "ResourceLimit";
  static constexpr const char* kDoc = "How much a process may use of something; null for all.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("soft", &ResourceLimit::soft, "What holds now.");
    field("hard", &ResourceLimit::hard, "How far it may raise that itself.");
  }
};

/// What a process read and wrote since it started.
struct ProcessIoCounters {
  uint64_t readCount = 0;
  uint64_t writeCount = 0;
  uint64_t readBytes = 0;
  uint64_t writeBytes = 0;
  std::optional<uint64_t> readChars;
  std::optional<uint64_t> writeChars;

  static constexpr DerivedRecord kDerived[] = {
      {"ProcessIoRates", "I/O rates of a process between two readings.", "rates"}};

  static constexpr const char* kName = "ProcessIoCounters";
  static constexpr const char* kDoc = "What a process read and wrote since it started.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("readCount", &ProcessIoCounters::readCount, "Number of reads.");
    field("writeCount", &ProcessIoCounters::writeCount, "Number of writes.");
    field("readBytes", &ProcessIoCounters::readBytes, "Bytes that came from disks.");
    field("writeBytes", &ProcessIoCounters::writeBytes, "Bytes that went to disks.");
    field("readChars", &ProcessIoCounters::readChars, "Linux: bytes that it read, from memory too.");
    field("writeChars", &ProcessIoCounters::writeChars, "Linux: bytes that it wrote, into memory too.");
  }
};

/// How often a CPU was given to others.
struct ContextSwitches {
  uint64_t voluntary = 0;
  uint64_t involuntary = 0;

  static constexpr const char* kName = "ContextSwitches";
  static constexpr const char* kDoc = "How often a CPU was given to others.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("voluntary", &ContextSwitches::voluntary, "Because there was something to wait for.");
    field("involuntary", &ContextSwitches::involuntary, "Because its time was over or something more urgent came.");
  }
};

/// How often memory was not in place.
struct PageFaults {
  uint64_t minor = 0;
  uint64_t major = 0;

  static constexpr const char* kName = "PageFaults";
  static constexpr const char* kDoc = "How often memory was not in place.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("minor", &PageFaults::minor, "Without a need to read from a disk.");
    field("major", &PageFaults::major, "With a need to.");
  }
};

/// A thread, and seconds of CPU that it used.
struct ThreadTimes {
  int id = 0;
  double userTime = 0;
  double systemTime = 0;

  static constexpr const char* kName = "ThreadTimes";
  static constexpr const char* kDoc = "A thread, and seconds of CPU that it used.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("id", &ThreadTimes::id, "Its id.");
    field("userTime", &ThreadTimes::userTime, "In the code of the process.");
    field("systemTime", &ThreadTimes::systemTime, "In the kernel, for it.");
  }
};

/// What an open file may be used for, as fopen(3) writes it.
enum class FileMode { kRead, kWrite, kAppend, kReadWrite, kReadAppend };

template <>
struct EnumNames<FileMode> {
  static constexpr const char* kName = "FileMode";
  static constexpr const char* kDoc = "What an open file may be used for, as fopen(3) writes it.";
  static constexpr const char* kValues[] = {"r", "w", "a", "r+", "a+"};
};

/// A regular file that a process has open.
struct OpenFile {
  std::string path;
  int fd = 0;
  std::optional<uint64_t> position;
  std::optional<FileMode> mode;
  std::optional<uint64_t> flags;
  std::optional<bool> deleted;

  static constexpr const char* kName = "OpenFile";
  static constexpr const char* kDoc = "A regular file that a process has open.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("path", &OpenFile::path, "Its path.");
    field("fd", &OpenFile::fd, "The descriptor.");
    field("position", &OpenFile::position, "Where the next read or write begins.");
    field("mode", &OpenFile::mode, "What it may be used for.");
    field("flags", &OpenFile::flags, "The flags of open(2).");
    field("deleted", &OpenFile::deleted, "Whether the file has no longer this name.");
  }
};

}  // namespace psutil
