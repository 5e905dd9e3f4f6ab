#include <cstring>

#include "freebsd/cpu_parser.h"
#include "freebsd/devstat_parser.h"
#include "freebsd/memory_parser.h"
#include "freebsd/mount_parser.h"
#include "freebsd/net_parser.h"
#include "freebsd/system_parser.h"
#include "freebsd/text_parser.h"
#include "parser.h"

namespace psutil {

namespace {

struct Interface {
  std::string name;
  int flags = 0, type = 0, linkState = 0;
  uint64_t mtu = 0, speed = 0;
  NetIoCounters counters;

  static constexpr const char* kName = "Interface";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("name", &Interface::name, "");
    field("flags", &Interface::flags, "");
    field("type", &Interface::type, "");
    field("linkState", &Interface::linkState, "");
    field("mtu", &Interface::mtu, "");
    field("speed", &Interface::speed, "");
    field("counters", &Interface::counters, "");
  }
};

constexpr double kTicks = 127;
const Parser kCpuTimes("cpu-times", [](std::string_view bytes) { return Json(ParseCpuTimes(bytes, kTicks)); });
const Parser kClock("clock-rate", [](std::string_view bytes) { return Json(StatisticsFrequency(bytes)); });
const Parser kLevels("frequency-levels", [](std::string_view bytes) { return Json(ParseFrequencyLevels(bytes)); });
const Parser kShared("shared-pages", [](std::string_view bytes) { return Json(ParseSharedPages(bytes)); });

const Parser kSwap("swap-device", [](std::string_view bytes) {
  const SwapDevice device = ParseSwapDevice(bytes);
  return Json(std::vector<uint64_t>{device.size, device.used});
});

// Numbers of 64 bits, in the order of the structure.
const Parser kMemory("virtual-memory", [](std::string_view bytes) {
  MemoryCounts counts;
  std::memcpy(&counts, bytes.data(), std::min(bytes.size(), sizeof counts));
  return Json(ToVirtualMemory(counts));
});

const Parser kMount("mount", [](std::string_view bytes) { return Json(ParseMount(bytes)); });
const Parser kPseudo("is-pseudo", [](std::string_view bytes) { return Json(IsPseudoFilesystem(bytes)); });

const Parser kStates("interface-states", [](std::string_view bytes) {
  std::vector<NicStats> states;
  for (const InterfaceRow& row : ParseInterfaces(bytes)) states.push_back(StatsOf(row));
  return Json(states);
});

const Parser kBootId("boot-id", [](std::string_view bytes) { return Json(BootIdOf(bytes)); });
const Parser kVersion("version", [](std::string_view bytes) { return Json(VersionOf(std::string(bytes))); });
const Parser kGuest("virtualization", [](std::string_view bytes) { return Json(VirtualizationOf(bytes)); });

const Parser kDevices("devices", [](std::string_view bytes) {
  const auto devices = ParseDevices(bytes);
  return devices ? Json(*devices) : std::string("null");
});

const Parser kInterfaces("interfaces", [](std::string_view bytes) {
  std::vector<Interface> interfaces;
  for (const InterfaceRow& row : ParseInterfaces(bytes)) {
    interfaces.push_back({row.counters.name, static_cast<int>(row.flags), row.type, row.link_state, row.mtu, row.speed,
                          row.counters.counters});
  }
  return Json(interfaces);
});

}  // namespace

}  // namespace psutil
