#include "core/bytes.h"
#include "parser.h"
#include "sunos/connections_parser.h"

namespace psutil {

namespace {

const Parser kTcp4("tcp4", [](std::string_view bytes) { return Json(ParseTcp4(bytes, 68)); });
const Parser kTcp6("tcp6", [](std::string_view bytes) { return Json(ParseTcp6(bytes, 96)); });
const Parser kUdp4("udp4", [](std::string_view bytes) { return Json(ParseUdp4(bytes, 36)); });
const Parser kUdp6("udp6", [](std::string_view bytes) { return Json(ParseUdp6(bytes, 64)); });
/// A newer release, whose entries are longer.
const Parser kLonger("udp4-longer", [](std::string_view bytes) { return Json(ParseUdp4(bytes, 40)); });

/// Takes tables: a level, a name and a length of four bytes each, and as many bytes.
std::vector<MibTable> TablesOf(std::string_view bytes) {
  std::vector<MibTable> tables;
  while (!bytes.empty()) {
    const auto length = ReadAt<uint32_t>(bytes, 8);
    tables.push_back({ReadAt<int32_t>(bytes, 0), ReadAt<int32_t>(bytes, 4), std::string(bytes.substr(12, length))});
    bytes.remove_prefix(12 + length);
  }
  return tables;
}

const Parser kAll("mib-all", [](std::string_view bytes) { return Json(ParseMibTables(TablesOf(bytes), "all")); });
const Parser kUdp("mib-udp6", [](std::string_view bytes) { return Json(ParseMibTables(TablesOf(bytes), "udp6")); });
const Parser kUnix("mib-unix", [](std::string_view bytes) { return Json(ParseMibTables(TablesOf(bytes), "unix")); });

}  // namespace

}  // namespace psutil
