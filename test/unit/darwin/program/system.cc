#include "darwin/cpu_parser.h"
#include "darwin/disk_parser.h"
#include "darwin/memory_parser.h"
#include "darwin/net_parser.h"
#include "parser.h"

namespace psutil {

namespace {

// The size of the memory and of a page of the machine of the fixtures.
constexpr uint64_t kMemory = uint64_t{16} << 30;
constexpr uint64_t kPage = 16384;

struct ParsedInterface : Interface {
  static constexpr const char* kName = "ParsedInterface";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("counters", &ParsedInterface::counters, "");
    field("stats", &ParsedInterface::stats, "");
    field("isPhysical", &ParsedInterface::is_physical, "");
  }
};

const Parser kCpuTimes("cpu-times", [](std::string_view bytes) { return Json(ParseCpuTimes(bytes)); });

const Parser kVirtualMemory("virtual-memory",
                            [](std::string_view bytes) { return Json(ParseVirtualMemory(bytes, kMemory, kPage)); });

// The xsw_usage is before the vm_statistics64.
const Parser kSwapMemory("swap-memory", [](std::string_view bytes) {
  constexpr size_t kUsageSize = 32;
  return Json(ParseSwapMemory(bytes.substr(0, kUsageSize), bytes.substr(kUsageSize), kPage));
});

const Parser kInterfaces("interfaces", [](std::string_view bytes) {
  std::vector<ParsedInterface> interfaces;
  for (Interface& each : ParseInterfaces(bytes)) interfaces.push_back({std::move(each)});
  return Json(interfaces);
});

const Parser kMediaRequest("media-request",
                           [](std::string_view bytes) { return Json(MediaRequestFor(std::string(bytes))); });

const Parser kDuplex("duplex", [](std::string_view bytes) { return Json(ParseDuplex(bytes)); });

// Each table of the fixture has the same size.
const Parser kVoltageStates("voltage-states", [](std::string_view bytes) {
  constexpr size_t kTableSize = 32;
  std::vector<std::string> tables;
  for (size_t at = 0; at < bytes.size(); at += kTableSize) tables.emplace_back(bytes.substr(at, kTableSize));
  return Json(ParseVoltageStates(tables));
});

const Parser kMount("mount", [](std::string_view bytes) { return Json(ParseMount(bytes)); });

// The answer of getattrlist() is before the statfs.
const Parser kUsage("usage", [](std::string_view bytes) {
  constexpr size_t kAnswerSize = 64;
  DiskUsage usage = ParseUsage(bytes.substr(kAnswerSize), ParseSpaceUsed(bytes.substr(0, kAnswerSize)));
  usage.Derive();
  return Json(usage);
});

}  // namespace

}  // namespace psutil
