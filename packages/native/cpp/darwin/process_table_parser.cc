#include "process_table_parser.h"

#include "../bsd/kinfo_rows.h"
#include "../bsd/timeval.h"
#include "../core/bytes.h"

namespace psutil {

namespace {

KinfoProcess ParseKinfo(std::string_view bytes) {
  using namespace kinfo_offset;
  constexpr uint32_t kSessionLeader = 2;  // EPROC_SLEADER
  KinfoProcess process;
  process.start = MicrosecondsAt(bytes, kStart);
  process.flags = ReadAt<uint32_t>(bytes, kFlag);
  process.leads_session = (ReadAt<uint32_t>(bytes, kTableFlag) & kSessionLeader) != 0;
  process.state = static_cast<KinfoState>(ReadAt<uint8_t>(bytes, kState));
  process.pid = ReadAt<int32_t>(bytes, kPid);
  process.nice = ReadAt<int8_t>(bytes, kNice);
  process.name = TextAt(bytes, kName, kNameSize);
  process.real_user = ReadAt<uint32_t>(bytes, kRealUser);
  process.user = ReadAt<uint32_t>(bytes, kUser);
  process.saved_user = ReadAt<uint32_t>(bytes, kSavedUser);
  process.real_group = ReadAt<uint32_t>(bytes, kRealGroup);
  process.group = ReadAt<uint32_t>(bytes, kGroup);
  process.saved_group = ReadAt<uint32_t>(bytes, kSavedGroup);
  process.ppid = ReadAt<int32_t>(bytes, kParent);
  process.process_group = ReadAt<int32_t>(bytes, kProcessGroup);
  process.terminal = ReadAt<int32_t>(bytes, kTerminal);
  return process;
}

}  // namespace

std::vector<KinfoProcess> ParseProcessTable(std::string_view bytes) {
  if (bytes.size() % kinfo_offset::kSize != 0) throw SystemError(EBADMSG, "sysctl");
  std::vector<KinfoProcess> processes;
  processes.reserve(bytes.size() / kinfo_offset::kSize);
  for (; !bytes.empty(); bytes.remove_prefix(kinfo_offset::kSize)) {
    processes.push_back(ParseKinfo(bytes.substr(0, kinfo_offset::kSize)));
  }
  return SortRows(std::move(processes));
}

}  // namespace psutil
