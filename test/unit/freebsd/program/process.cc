#include "core/bytes.h"
#include "freebsd/file_parser.h"
#include "freebsd/map_parser.h"
#include "freebsd/process_table_parser.h"
#include "freebsd/text_parser.h"
#include "parser.h"

namespace psutil {

template <>
struct EnumNames<KinfoState> {
  static constexpr const char* kValues[] = {"",        "idle",   "running", "sleeping",
                                            "stopped", "zombie", "waiting", "locked"};
};

namespace {

struct Row : KinfoProcess {
  static constexpr const char* kName = "Row";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("pid", &Row::pid, "");
    field("ppid", &Row::ppid, "");
    field("processGroup", &Row::process_group, "");
    field("session", &Row::session, "");
    field("start", &Row::start, "");
    field("flags", &Row::flags, "");
    field("state", &Row::state, "");
    field("nice", &Row::nice, "");
    field("name", &Row::name, "");
    field("realUser", &Row::real_user, "");
    field("user", &Row::user, "");
    field("savedUser", &Row::saved_user, "");
    field("realGroup", &Row::real_group, "");
    field("group", &Row::group, "");
    field("savedGroup", &Row::saved_group, "");
    field("cpu", &Row::cpu, "");
    field("threads", &Row::threads, "");
    field("thread", &Row::thread, "");
    field("userTime", &Row::user_time, "");
    field("systemTime", &Row::system_time, "");
    field("childrenUserTime", &Row::children_user_time, "");
    field("childrenSystemTime", &Row::children_system_time, "");
    field("minorFaults", &Row::minor_faults, "");
    field("majorFaults", &Row::major_faults, "");
    field("voluntarySwitches", &Row::voluntary_switches, "");
    field("involuntarySwitches", &Row::involuntary_switches, "");
    field("virtualSize", &Row::virtual_size, "");
    field("resident", &Row::resident, "");
    field("text", &Row::text, "");
    field("data", &Row::data, "");
    field("stack", &Row::stack, "");
    field("blocksIn", &Row::blocks_in, "");
    field("blocksOut", &Row::blocks_out, "");
    field("terminal", &Row::terminal, "");
    field("peakResident", &Row::peak_resident, "");
  }
};

std::string JsonOf(std::vector<KinfoProcess> processes) {
  std::vector<Row> rows;
  for (KinfoProcess& process : processes) rows.push_back({std::move(process)});
  return Json(rows);
}

const Parser kTable("process-table", [](std::string_view bytes) { return JsonOf(ParseProcessTable(bytes)); });
const Parser kThreads("thread-table", [](std::string_view bytes) { return JsonOf(ParseThreadTable(bytes)); });

// The boot time, in microseconds since 1970, and a table.
const Parser kStarts("starts-since-boot", [](std::string_view bytes) {
  std::vector<uint64_t> starts;
  const auto boot_time = ReadAt<int64_t>(bytes, 0);
  for (const KinfoProcess& process : ParseProcessTable(bytes.substr(sizeof boot_time))) {
    starts.push_back(StartSinceBoot(process, boot_time));
  }
  return Json(starts);
});

constexpr uint64_t kPageSize = 4096;
const Parser kMaps("maps", [](std::string_view bytes) { return Json(ParseMaps(bytes, kPageSize)); });

const Parser kFiles("regular-files", [](std::string_view bytes) { return Json(RegularFiles(ParseFiles(bytes))); });
const Parser kDescriptors("descriptors",
                          [](std::string_view bytes) { return Json(CountDescriptors(ParseFiles(bytes))); });

constexpr size_t kAvailable = 16;
const Parser kArguments("arguments",
                        [](std::string_view bytes) { return Json(ParseArguments(bytes, kAvailable).text); });
const Parser kEnvironment("environment", [](std::string_view bytes) { return Json(ParseEnvironment(bytes)); });

}  // namespace

}  // namespace psutil
