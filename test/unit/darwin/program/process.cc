#include "bsd/sockets_parser.h"
#include "darwin/process_arguments_parser.h"
#include "darwin/process_table_parser.h"
#include "darwin/region_parser.h"
#include "darwin/socket_parser.h"
#include "kinfo.h"

namespace psutil {

template <>
struct EnumNames<KinfoState> {
  static constexpr const char* kValues[] = {"", "idle", "running", "sleeping", "stopped", "zombie"};
};

namespace {

struct Row : KinfoProcess {
  static constexpr const char* kName = "Row";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    VisitKinfoFields<Row>(field);
  }
};

/// A list of strings as the list that JavaScript has.
std::vector<std::string> ListOf(const StringList& list) {
  std::vector<std::string> texts;
  for (size_t start = 0; start < list.text.size();) {
    const size_t end = list.text.find('\0', start);
    texts.push_back(list.text.substr(start, end - start));
    start = end + 1;
  }
  return texts;
}

struct Arguments {
  std::vector<std::string> cmdline;
  std::vector<EnvironmentVariable> environment;

  static constexpr const char* kName = "Arguments";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("cmdline", &Arguments::cmdline, "");
    field("environment", &Arguments::environment, "");
  }
};

struct ParsedRegion : Region {
  static constexpr const char* kName = "ParsedRegion";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("unique", &ParsedRegion::unique, "");
    field("mapping", &ParsedRegion::mapping, "");
  }
};

const Parser kTable("process-table", [](std::string_view bytes) { return JsonOfRows<Row>(ParseProcessTable(bytes)); });

const Parser kArguments("process-arguments", [](std::string_view bytes) {
  ProcessArguments arguments = ParseProcessArguments(bytes);
  return Json(Arguments{ListOf(arguments.cmdline), std::move(arguments.environment)});
});

const Parser kSocket("socket", [](std::string_view bytes) { return Json(ParseSocket(bytes)); });

const Parser kSocketKinds("socket-kinds", [](std::string_view bytes) {
  std::vector<std::string> kinds;
  const auto connection = ParseSocket(bytes);
  for (const char* kind :
       {"all", "inet", "inet4", "inet6", "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6", "unix", "other"}) {
    if (IsSocketOfKind(*connection, kind)) kinds.push_back(kind);
  }
  return Json(kinds);
});

const Parser kRegion("region", [](std::string_view bytes) { return Json(ParsedRegion{ParseRegion(bytes, 16384)}); });

}  // namespace

}  // namespace psutil
