#include "task_parser.h"

#include "../core/bytes.h"

namespace psutil {

TaskInfo ParseTask(std::string_view bytes) {
  using namespace task_offset;
  TaskInfo task;
  task.vms = ReadAt<uint64_t>(bytes, kVirtual);
  task.rss = ReadAt<uint64_t>(bytes, kResident);
  task.user_ticks = ReadAt<uint64_t>(bytes, kUser);
  task.system_ticks = ReadAt<uint64_t>(bytes, kSystem);
  task.faults = ReadAt<uint32_t>(bytes, kFaults);
  task.page_ins = ReadAt<uint32_t>(bytes, kPageIns);
  task.switches = ReadAt<uint32_t>(bytes, kSwitches);
  task.threads = ReadAt<int32_t>(bytes, kThreads);
  task.running = ReadAt<int32_t>(bytes, kRunning);
  return task;
}

ThreadTimes ParseThread(std::string_view bytes, uint64_t id) {
  const auto seconds = [&](size_t offset) { return static_cast<double>(ReadAt<uint64_t>(bytes, offset)) / 1e9; };
  ThreadTimes thread;
  thread.id = id;
  thread.userTime = seconds(thread_offset::kUser);
  thread.systemTime = seconds(thread_offset::kSystem);
  return thread;
}

ResourceUsage ParseResourceUsage(std::string_view bytes) {
  using namespace usage_offset;
  ResourceUsage usage;
  usage.read = ReadAt<uint64_t>(bytes, kRead);
  usage.written = ReadAt<uint64_t>(bytes, kWritten);
  usage.wired = ReadAt<uint64_t>(bytes, kWired);
  usage.footprint = ReadAt<uint64_t>(bytes, kFootprint);
  usage.peak_footprint = ReadAt<uint64_t>(bytes, kPeakFootprint);
  return usage;
}

}  // namespace psutil
