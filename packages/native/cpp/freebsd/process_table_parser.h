#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace psutil {

/// The used offsets of struct kinfo_proc; layout.cc compares them with the headers of the system.
namespace kinfo_offset {
constexpr size_t kSize = 1088, kStructSize = 0, kPid = 72, kParent = 76, kProcessGroup = 80, kSession = 88;
constexpr size_t kUser = 168, kRealUser = 172, kSavedUser = 176, kRealGroup = 180, kSavedGroup = 184, kGroup = 192;
constexpr size_t kVirtualSize = 256, kResident = 264, kText = 280, kData = 288, kStack = 296;
constexpr size_t kStart = 336, kFlag = 368, kState = 388, kNice = 389;
constexpr size_t kName = 447, kNameSize = 20, kTerminal = 560, kOnCpu = 568, kLastCpu = 572, kThreads = 596;
constexpr size_t kThread = 600, kUsage = 608, kChildrenUsage = 752;
}  // namespace kinfo_offset

/// The used offsets of struct rusage.
namespace rusage_offset {
constexpr size_t kUserTime = 0, kSystemTime = 16, kPeakResident = 32, kMinorFaults = 64, kMajorFaults = 72;
constexpr size_t kReads = 88, kWrites = 96, kVoluntary = 128, kInvoluntary = 136;
}  // namespace rusage_offset

/// The states of a process in a kinfo_proc: sys/proc.h.
enum class KinfoState : uint8_t { kIdle = 1, kRunning, kSleeping, kStopped, kZombie, kWaiting, kLocked };

/// A process or a thread in a table of the kernel.
struct KinfoProcess {
  int pid = 0;
  int ppid = 0;
  int process_group = 0;
  int session = 0;
  uint64_t start_since_boot = 0;  // microseconds: with the PID, the identity. The reader of the table sets it
  uint64_t start = 0;  // microseconds since 1970: the start since boot, and the boot time at the time of the reading
  uint64_t flags = 0;
  KinfoState state = KinfoState::kIdle;
  int nice = 0;
  std::string name;  // at most 19 bytes
  uint32_t real_user = 0, user = 0, saved_user = 0;
  uint32_t real_group = 0, group = 0, saved_group = 0;
  uint64_t terminal = 0;  // device number; all bits set for none
  int cpu = -1;           // the one on which it runs or last ran; -1 for none
  int threads = 0;
  int thread = 0;
  double user_time = 0, system_time = 0;                    // seconds
  double children_user_time = 0, children_system_time = 0;  // seconds
  uint64_t minor_faults = 0, major_faults = 0;
  uint64_t blocks_in = 0, blocks_out = 0;  // operations
  uint64_t voluntary_switches = 0, involuntary_switches = 0;
  uint64_t virtual_size = 0;                             // bytes
  uint64_t resident = 0, text = 0, data = 0, stack = 0;  // pages
  uint64_t peak_resident = 0;                            // KiB
};

inline uint64_t IdentityOf(const KinfoProcess& process) { return process.start_since_boot; }

/// The kernel no longer finds a process that it is taking down.
inline bool HasEnded(const KinfoProcess& process) {
  constexpr uint64_t kExiting = 0x2000;  // P_WEXIT of sys/proc.h
  return process.state == KinfoState::kZombie || (process.flags & kExiting) != 0;
}

/// Parses the processes that sysctl(3) returns for KERN_PROC, with ascending PIDs. Throws SystemError for a part of a
/// process, or where the structure has another size.
std::vector<KinfoProcess> ParseProcessTable(std::string_view bytes);

/// The same for the threads of one process, which are all kept.
std::vector<KinfoProcess> ParseThreadTable(std::string_view bytes);

/// Returns the start of a process since boot, in microseconds: with the PID, its identity. The kernel adds the boot
/// time to it, which moves when the clock is set.
uint64_t StartSinceBoot(const KinfoProcess& process, uint64_t boot_time);

}  // namespace psutil
