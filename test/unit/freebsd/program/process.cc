#include "core/bytes.h"
#include "freebsd/file_parser.h"
#include "freebsd/map_parser.h"
#include "freebsd/process_table_parser.h"
#include "freebsd/text_parser.h"
#include "kinfo.h"

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
    VisitKinfoFields<Row>(field);
    field("session", &Row::session, "");
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
    field("peakResident", &Row::peak_resident, "");
  }
};

const Parser kTable("process-table", [](std::string_view bytes) { return JsonOfRows<Row>(ParseProcessTable(bytes)); });
const Parser kThreads("thread-table", [](std::string_view bytes) { return JsonOfRows<Row>(ParseThreadTable(bytes)); });

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
