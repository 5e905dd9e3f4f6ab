#include "darwin/file_parser.h"
#include "darwin/task_parser.h"
#include "parser.h"

namespace psutil {

namespace {

struct ParsedDescriptor {
  int number = 0;
  uint32_t type = 0;

  static constexpr const char* kName = "ParsedDescriptor";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("number", &ParsedDescriptor::number, "");
    field("type", &ParsedDescriptor::type, "");
  }
};

struct ParsedTask : TaskInfo {
  static constexpr const char* kName = "ParsedTask";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("vms", &ParsedTask::vms, "");
    field("rss", &ParsedTask::rss, "");
    field("userTicks", &ParsedTask::user_ticks, "");
    field("systemTicks", &ParsedTask::system_ticks, "");
    field("faults", &ParsedTask::faults, "");
    field("pageIns", &ParsedTask::page_ins, "");
    field("switches", &ParsedTask::switches, "");
    field("threads", &ParsedTask::threads, "");
    field("running", &ParsedTask::running, "");
  }
};

struct ParsedUsage : ResourceUsage {
  static constexpr const char* kName = "ParsedUsage";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("read", &ParsedUsage::read, "");
    field("written", &ParsedUsage::written, "");
    field("wired", &ParsedUsage::wired, "");
    field("footprint", &ParsedUsage::footprint, "");
    field("peakFootprint", &ParsedUsage::peak_footprint, "");
  }
};

const Parser kDescriptors("descriptors", [](std::string_view bytes) {
  std::vector<ParsedDescriptor> descriptors;
  for (const Descriptor& each : ParseDescriptors(bytes)) {
    descriptors.push_back({each.number, static_cast<uint32_t>(each.type)});
  }
  return Json(descriptors);
});

const Parser kOpenFile("open-file", [](std::string_view bytes) { return Json(ParseOpenFile(bytes, 3)); });

const Parser kDirectory("directory", [](std::string_view bytes) { return Json(ParseCurrentDirectory(bytes)); });

const Parser kTask("task", [](std::string_view bytes) { return Json(ParsedTask{ParseTask(bytes)}); });

const Parser kThread("thread", [](std::string_view bytes) {
  constexpr uint64_t kLongId = uint64_t{1} << 40;
  return Json(ParseThread(bytes, kLongId));
});

const Parser kResourceUsage("resource-usage",
                            [](std::string_view bytes) { return Json(ParsedUsage{ParseResourceUsage(bytes)}); });

}  // namespace

}  // namespace psutil
