#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace psutil {

/// The used offsets of struct kinfo_proc; layout.cc compares them with the headers of the system.
namespace kinfo_offset {
constexpr size_t kSize = 648, kStart = 0, kFlag = 32, kState = 36, kPid = 40;
constexpr size_t kNice = 242, kName = 243, kNameSize = 17, kRealUser = 392, kSavedUser = 396, kRealGroup = 400;
constexpr size_t kSavedGroup = 404, kUser = 420, kGroup = 428, kParent = 560, kProcessGroup = 564, kTerminal = 572;
constexpr size_t kTableFlag = 612;
}  // namespace kinfo_offset

/// The used offsets of struct proc_bsdinfo.
namespace bsd_info_offset {
constexpr size_t kSize = 136, kStart = 120;
}

/// The states of a process in a kinfo_proc: sys/proc.h.
enum class KinfoState : uint8_t { kIdle = 1, kRunning = 2, kSleeping = 3, kStopped = 4, kZombie = 5 };

/// Flags of a process in a kinfo_proc: P_PPWAIT, P_SYSTEM, P_WEXIT and P_TRANSLATED of sys/proc.h.
constexpr uint32_t kAwaitsChild = 0x10, kIsSystem = 0x200, kExits = 0x2000, kIsTranslated = 0x2'0000;

/// A process in the table of all processes, which any user may read.
struct KinfoProcess {
  int pid = 0;
  int ppid = 0;
  int process_group = 0;
  uint64_t start = 0;  // microseconds since 1970, as the clock was when the process started
  uint32_t flags = 0;
  bool leads_session = false;
  KinfoState state = KinfoState::kIdle;
  int nice = 0;
  std::string name;  // at most 16 bytes
  uint32_t real_user = 0, user = 0, saved_user = 0;
  uint32_t real_group = 0, group = 0, saved_group = 0;
  int terminal = -1;  // device number; -1 for none
};

/// The start is stored when the process starts, so that no step of the clock changes it.
inline uint64_t IdentityOf(const KinfoProcess& process) { return process.start; }

/// libproc no longer finds a process that the kernel is taking down.
inline bool HasEnded(const KinfoProcess& process) {
  return process.state == KinfoState::kZombie || (process.flags & kExits) != 0;
}

/// Parses the processes that sysctl(3) returns for KERN_PROC, with ascending PIDs. Throws SystemError for a part of a
/// process.
std::vector<KinfoProcess> ParseProcessTable(std::string_view bytes);

}  // namespace psutil
