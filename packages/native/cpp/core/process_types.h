#pragma once

#include <cstdint>

#include "connections.h"
#include "derived.h"

namespace psutil {

/// An environment variable.
struct EnvironmentVariable {
  std::string name;
  std::string value;

  static constexpr const char* kName = "EnvironmentVariable";
  static constexpr const char* kDoc = "An environment variable.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &EnvironmentVariable::name, "Name.");
    field("value", &EnvironmentVariable::value, "Value.");
  }
};

/// Real, effective and saved user or group IDs.
struct ProcessIds {
  uint64_t real = 0;
  uint64_t effective = 0;
  std::optional<uint64_t> saved;

  static constexpr const char* kName = "ProcessIds";
  static constexpr const char* kDoc = "Real, effective and saved user or group IDs.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("real", &ProcessIds::real, "Real ID, of the user or group that started the process.");
    field("effective", &ProcessIds::effective, "Effective ID, which determines the privileges.");
    field("saved", &ProcessIds::saved, "Unix: saved ID, to which the process may return.");
  }
};

/// I/O scheduling class and priority of a process.
struct IoPriority {
  int ioclass = 0;
  std::optional<int> value;

  static constexpr const char* kName = "IoPriority";
  static constexpr const char* kDoc = "I/O scheduling class and priority of a process.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("ioclass", &IoPriority::ioclass,
          "I/O scheduling class, one of the `IOPRIO_CLASS_…` constants; on Windows, an I/O priority, one of the "
          "`IOPRIO_…` constants without `CLASS`.");
    field("value", &IoPriority::value, "Linux: priority in the class, 0 (highest) to 7 (lowest).");
  }
};

/// Soft and hard limit of a resource; null is no limit.
struct ResourceLimit {
  Nullable<uint64_t> soft;
  Nullable<uint64_t> hard;

  static constexpr const char* kName = "ResourceLimit";
  static constexpr const char* kDoc = "Soft and hard limit of a resource; null is no limit.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("soft", &ResourceLimit::soft, "Soft limit, which the kernel enforces; null is no limit.");
    field("hard", &ResourceLimit::hard,
          "Hard limit, up to which the process may raise the soft limit; null is no limit.");
  }
};

/// I/O counters of a process since it started.
struct ProcessIoCounters {
  std::optional<uint64_t> readCount;
  std::optional<uint64_t> writeCount;
  std::optional<uint64_t> readBytes;
  std::optional<uint64_t> writeBytes;
  std::optional<uint64_t> readChars;
  std::optional<uint64_t> writeChars;
  std::optional<uint64_t> otherCount;
  std::optional<uint64_t> otherBytes;

  static constexpr DerivedRecord kDerived[] = {
      {"ProcessIoRates", "I/O rates of a process between two readings.", "rates"}};

  static constexpr const char* kName = "ProcessIoCounters";
  static constexpr const char* kDoc = "I/O counters of a process since it started.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("readCount", &ProcessIoCounters::readCount,
          "Linux, FreeBSD, Windows: number of read operations; on FreeBSD, of blocks from storage.");
    field("writeCount", &ProcessIoCounters::writeCount,
          "Linux, FreeBSD, Windows: number of write operations; on FreeBSD, of blocks to storage.");
    field("readBytes", &ProcessIoCounters::readBytes,
          "Linux, macOS, Windows: bytes read from storage; on Windows, from files, pipes, sockets and devices.");
    field("writeBytes", &ProcessIoCounters::writeBytes,
          "Linux, macOS, Windows: bytes written to storage; on Windows, to files, pipes, sockets and devices.");
    field("readChars", &ProcessIoCounters::readChars,
          "Linux: bytes passed to read system calls, including reads from the page cache.");
    field("writeChars", &ProcessIoCounters::writeChars,
          "Linux: bytes passed to write system calls, including writes to the page cache.");
    field("otherCount", &ProcessIoCounters::otherCount,
          "Windows: number of I/O operations that neither read nor write.");
    field("otherBytes", &ProcessIoCounters::otherBytes, "Windows: bytes of operations that neither read nor write.");
  }
};

/// Context switches.
struct ContextSwitches {
  uint64_t voluntary = 0;
  std::optional<uint64_t> involuntary;

  static constexpr const char* kName = "ContextSwitches";
  static constexpr const char* kDoc = "Number of context switches.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("voluntary", &ContextSwitches::voluntary,
          "Voluntary: the thread blocked. On Windows and macOS, all context switches.");
    field("involuntary", &ContextSwitches::involuntary,
          "Linux, FreeBSD, SunOS: involuntary: the time slice ended, or a thread with a higher priority was ready.");
  }
};

/// Page faults.
struct PageFaults {
  uint64_t minor = 0;
  uint64_t major = 0;

  static constexpr const char* kName = "PageFaults";
  static constexpr const char* kDoc = "Number of page faults.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("minor", &PageFaults::minor, "Minor faults, which required no read from a disk.");
    field("major", &PageFaults::major, "Major faults, which required a read from a disk.");
  }
};

/// A thread and its CPU times, in seconds.
struct ThreadTimes {
  uint64_t id = 0;
  double userTime = 0;
  double systemTime = 0;

  static constexpr const char* kName = "ThreadTimes";
  static constexpr const char* kDoc = "A thread and its CPU times, in seconds.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("id", &ThreadTimes::id, "Thread ID.");
    field("userTime", &ThreadTimes::userTime, "Time in user mode, in seconds.");
    field("systemTime", &ThreadTimes::systemTime, "Time in kernel mode, in seconds.");
  }
};

/// Access mode of an open file, in the notation of fopen(3).
enum class FileMode { kRead, kWrite, kAppend, kReadWrite, kReadAppend };

template <>
struct EnumNames<FileMode> {
  static constexpr const char* kName = "FileMode";
  static constexpr const char* kDoc = "Access mode of an open file, in the notation of fopen(3).";
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
    field("path", &OpenFile::path, "Path.");
    field("fd", &OpenFile::fd, "File descriptor; -1 on Windows.");
    field("position", &OpenFile::position, "Linux, macOS, FreeBSD: file offset, in bytes.");
    field("mode", &OpenFile::mode, "Linux, macOS, FreeBSD: access mode.");
    field("flags", &OpenFile::flags, "Linux: flags of open(2).");
    field("deleted", &OpenFile::deleted, "Linux, macOS: whether the path was unlinked.");
  }
};

}  // namespace psutil
