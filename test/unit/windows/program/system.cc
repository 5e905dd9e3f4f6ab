#include "parser.h"
#include "windows/connections_parser.h"
#include "windows/cpu_parser.h"
#include "windows/disk_parser.h"
#include "windows/file_time.h"
#include "windows/net_parser.h"
#include "windows/swap_parser.h"
#include "windows/system_parser.h"

namespace psutil {

namespace {

const unsigned char* Bytes(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

const Parser kProcessorTimes("processor-times", [](std::string_view bytes) {
  CpuTimesTable table;
  AddProcessorTimes(bytes, table.cpus);
  table.total = SumTimes(table.cpus);
  return Json(table);
});

const Parser kInterrupts("interrupts", [](std::string_view bytes) { return Json(SumInterrupts(bytes)); });
const Parser kPerformance("performance", [](std::string_view bytes) { return Json(ParsePerformance(bytes)); });
const Parser kCores("cores", [](std::string_view bytes) { return Json(CountCores(bytes)); });
const Parser kFrequencies("frequencies", [](std::string_view bytes) { return Json(ParseFrequencies(bytes)); });

const Parser kPageFiles("page-files", [](std::string_view bytes) {
  SwapMemory memory = ParsePageFiles(bytes, 4096);
  memory.Derive();
  return Json(memory);
});

const Parser kDisk("disk-performance", [](std::string_view bytes) { return Json(ParseDiskPerformance(bytes)); });

/// The flags and the type of a drive.
const Parser kOptions("drive-options", [](std::string_view bytes) {
  return Json(DriveOptions(static_cast<uint32_t>(Bytes(bytes)[0]) << 12 | Bytes(bytes)[1], Bytes(bytes)[2]));
});

const Parser kUsage("disk-usage", [](std::string_view bytes) {
  DiskUsage usage = UsageOf(Bytes(bytes)[0], Bytes(bytes)[1], Bytes(bytes)[2]);
  usage.Derive();
  return Json(usage);
});

const Parser kBoot("boot-time", [](std::string_view bytes) { return Json(UnixMicroseconds(ParseBootTime(bytes))); });
const Parser kPower("power-status", [](std::string_view bytes) { return Json(ParsePowerStatus(bytes)); });

/// The names of a system with the builds 19045 and 22631.
const Parser kProduct("product-names", [](std::string_view bytes) {
  const std::string name(bytes);
  return Json(std::vector<std::string>{ProductName(name, 19045), ProductName(name, 22631)});
});

const Parser kHypervisor("hypervisor", [](std::string_view bytes) { return Json(HypervisorName(bytes)); });

const Parser kClient("client-address", [](std::string_view bytes) {
  return Json(std::vector<std::string>{ParseClientAddress(bytes).value_or("console")});
});

const Parser kTcp4("tcp4", [](std::string_view bytes) { return Json(ParseTcp4(bytes)); });
const Parser kTcp6("tcp6", [](std::string_view bytes) { return Json(ParseTcp6(bytes)); });
const Parser kUdp4("udp4", [](std::string_view bytes) { return Json(ParseUdp4(bytes)); });
const Parser kUdp6("udp6", [](std::string_view bytes) { return Json(ParseUdp6(bytes)); });
const Parser kIpv6("ipv6", [](std::string_view bytes) { return Json(Ipv6Text(Bytes(bytes))); });

/// The length of the prefix follows the address.
const Parser kIpv4("ipv4", [](std::string_view bytes) { return Json(Ipv4Address(Bytes(bytes), Bytes(bytes)[4])); });

/// The length of the prefix and the index of the zone follow the address.
const Parser kIpv6Address("ipv6-address", [](std::string_view bytes) {
  return Json(Ipv6Address(Bytes(bytes), Bytes(bytes)[16], Bytes(bytes)[17]));
});

const Parser kCounters("interface-counters",
                       [](std::string_view bytes) { return Json(ParseInterfaceCounters(bytes)); });
const Parser kStats("interface-stats", [](std::string_view bytes) { return Json(ParseInterfaceStats(bytes)); });
const Parser kHardware("hardware-address", [](std::string_view bytes) { return Json(HardwareAddressText(bytes)); });

}  // namespace

}  // namespace psutil
