#pragma once

#include <string_view>

#include "../core/process_types.h"

namespace psutil {

/// The used offsets of struct proc_taskinfo, proc_threadinfo and rusage_info_v4; layout.cc compares them with the
/// headers of the system.
namespace task_offset {
constexpr size_t kSize = 96, kVirtual = 0, kResident = 8, kUser = 16, kSystem = 24, kFaults = 52, kPageIns = 56;
constexpr size_t kSwitches = 80, kThreads = 84, kRunning = 88;
}  // namespace task_offset
namespace thread_offset {
constexpr size_t kSize = 112, kUser = 0, kSystem = 8;
}
namespace usage_offset {
constexpr size_t kSize = 296, kWired = 56, kFootprint = 72, kRead = 144, kWritten = 152, kPeakFootprint = 240;
}

/// The use of memory and CPUs by a process.
struct TaskInfo {
  uint64_t vms = 0;         // bytes
  uint64_t rss = 0;         // bytes
  uint64_t user_ticks = 0;  // units of hw.tbfrequency
  uint64_t system_ticks = 0;
  uint32_t faults = 0, page_ins = 0, switches = 0;
  int threads = 0;
  int running = 0;  // threads
};

/// What a process reads from and writes to disks, and its memory, in bytes.
struct ResourceUsage {
  uint64_t read = 0, written = 0;
  uint64_t wired = 0, footprint = 0, peak_footprint = 0;
};

// Throw SystemError for a structure that is too short.

TaskInfo ParseTask(std::string_view bytes);
ThreadTimes ParseThread(std::string_view bytes, uint64_t id);
ResourceUsage ParseResourceUsage(std::string_view bytes);

}  // namespace psutil
