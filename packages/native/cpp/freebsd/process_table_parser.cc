#include "process_table_parser.h"

#include <algorithm>

#include "../bsd/kinfo_rows.h"
#include "../bsd/timeval.h"
#include "../core/bytes.h"

namespace psutil {

namespace {

double SecondsAt(std::string_view bytes, size_t offset) {
  return static_cast<double>(ReadAt<int64_t>(bytes, offset)) +
         static_cast<double>(ReadAt<int64_t>(bytes, offset + sizeof(int64_t))) / 1e6;
}

int CpuOf(std::string_view bytes) {
  constexpr int kNoCpu = -1, kOldNoCpu = 255;
  const int on = ReadAt<int32_t>(bytes, kinfo_offset::kOnCpu);
  const int cpu = on == kNoCpu || on == kOldNoCpu ? ReadAt<int32_t>(bytes, kinfo_offset::kLastCpu) : on;
  return cpu == kOldNoCpu ? kNoCpu : cpu;
}

void ParseUsage(std::string_view bytes, KinfoProcess& process) {
  using namespace rusage_offset;
  const std::string_view own = bytes.substr(kinfo_offset::kUsage);
  process.user_time = SecondsAt(own, kUserTime);
  process.system_time = SecondsAt(own, kSystemTime);
  process.peak_resident = ReadAt<uint64_t>(own, kPeakResident);
  process.minor_faults = ReadAt<uint64_t>(own, kMinorFaults);
  process.major_faults = ReadAt<uint64_t>(own, kMajorFaults);
  process.blocks_in = ReadAt<uint64_t>(own, kReads);
  process.blocks_out = ReadAt<uint64_t>(own, kWrites);
  process.voluntary_switches = ReadAt<uint64_t>(own, kVoluntary);
  process.involuntary_switches = ReadAt<uint64_t>(own, kInvoluntary);
  const std::string_view children = bytes.substr(kinfo_offset::kChildrenUsage);
  process.children_user_time = SecondsAt(children, kUserTime);
  process.children_system_time = SecondsAt(children, kSystemTime);
}

KinfoProcess ParseKinfo(std::string_view bytes) {
  using namespace kinfo_offset;
  // Another size is that of another release, with other offsets.
  if (ReadAt<int32_t>(bytes, kStructSize) != static_cast<int32_t>(kSize)) throw SystemError(EBADMSG, "sysctl");
  KinfoProcess process;
  process.pid = ReadAt<int32_t>(bytes, kPid);
  process.ppid = ReadAt<int32_t>(bytes, kParent);
  process.process_group = ReadAt<int32_t>(bytes, kProcessGroup);
  process.session = ReadAt<int32_t>(bytes, kSession);
  process.start = MicrosecondsAt(bytes, kStart);
  process.flags = ReadAt<uint64_t>(bytes, kFlag);
  process.state = static_cast<KinfoState>(ReadAt<uint8_t>(bytes, kState));
  process.nice = ReadAt<int8_t>(bytes, kNice);
  process.name = TextAt(bytes, kName, kNameSize);
  process.real_user = ReadAt<uint32_t>(bytes, kRealUser);
  process.user = ReadAt<uint32_t>(bytes, kUser);
  process.saved_user = ReadAt<uint32_t>(bytes, kSavedUser);
  process.real_group = ReadAt<uint32_t>(bytes, kRealGroup);
  process.group = ReadAt<uint32_t>(bytes, kGroup);
  process.saved_group = ReadAt<uint32_t>(bytes, kSavedGroup);
  process.terminal = ReadAt<uint64_t>(bytes, kTerminal);
  process.cpu = CpuOf(bytes);
  process.threads = ReadAt<int32_t>(bytes, kThreads);
  process.thread = ReadAt<int32_t>(bytes, kThread);
  process.virtual_size = ReadAt<uint64_t>(bytes, kVirtualSize);
  process.resident = ReadAt<uint64_t>(bytes, kResident);
  process.text = ReadAt<uint64_t>(bytes, kText);
  process.data = ReadAt<uint64_t>(bytes, kData);
  process.stack = ReadAt<uint64_t>(bytes, kStack);
  ParseUsage(bytes, process);
  return process;
}

}  // namespace

std::vector<KinfoProcess> ParseThreadTable(std::string_view bytes) {
  if (bytes.size() % kinfo_offset::kSize != 0) throw SystemError(EBADMSG, "sysctl");
  std::vector<KinfoProcess> rows;
  rows.reserve(bytes.size() / kinfo_offset::kSize);
  for (; !bytes.empty(); bytes.remove_prefix(kinfo_offset::kSize)) {
    rows.push_back(ParseKinfo(bytes.substr(0, kinfo_offset::kSize)));
  }
  return rows;
}

std::vector<KinfoProcess> ParseProcessTable(std::string_view bytes) { return SortRows(ParseThreadTable(bytes)); }

uint64_t StartSinceBoot(const KinfoProcess& process, uint64_t boot_time) {
  // Processes of the kernel started before the clock ran.
  return process.start > boot_time ? process.start - boot_time : 0;
}

}  // namespace psutil
