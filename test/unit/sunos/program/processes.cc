#include <cerrno>
#include <cmath>

#include "parser.h"
#include "sunos/connections.h"
#include "sunos/procfs_context.h"
#include "sunos/procfs_process.h"

namespace psutil {

/// The sockets of a machine are in no file.
std::vector<Connection> ReadConnections(const Host&, const std::string&) {
  throw SystemError(ENOTSUP, "netConnections");
}

namespace {

Host HostOf(std::string_view directory) {
  Host host;
  host.proc = std::string(directory) + "/proc";
  host.etc = std::string(directory) + "/etc";
  return host;
}

/// Returns texts that each end with a NUL.
std::vector<std::string> TextsOf(const StringList& list) {
  std::vector<std::string> texts;
  for (size_t at = 0; at < list.text.size();) {
    const size_t end = list.text.find('\0', at);
    texts.push_back(list.text.substr(at, end - at));
    at = end + 1;
  }
  return texts;
}

std::string FailureOf(const Failure& failure) {
  const auto kind = EnumNames<ProcessFailureKind>::kValues[static_cast<size_t>(failure.kind)];
  return Json(std::string(ErrorName(failure.code)) + " " + kind);
}

std::string ToJson(const ProcessRow& row) {
  std::string json = "{\"pid\":" + Json(row.pid);
  if (row.start) json += ",\"start\":" + Json(*row.start);
  if (row.failure) json += ",\"failure\":" + FailureOf(*row.failure);
  json += ",\"info\":{";
  int position = 0;
  std::string errors;
  ProcessInfo::Fields([&](const char* name, auto member, const char*) {
    const auto& value = row.info.*member;
    if (value) {
      if (json.back() != '{') json += ',';
      json += Json(std::string(name)) + ":";
      if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, StringList>) {
        json += Json(TextsOf(*value));
      } else {
        json += Json(*value);
      }
    }
    for (const AttributeError& error : row.errors) {
      if (error.attribute != position) continue;
      if (!errors.empty()) errors += ',';
      errors += Json(std::string(name)) + ":" + FailureOf(error.failure);
    }
    ++position;
  });
  return json + "},\"errors\":{" + errors + "}}";
}

std::string ReadTree(std::string_view directory, const Targets& targets) {
  const Host host = HostOf(directory);
  ProcfsContext context(host);
  std::string json = "[";
  for (const ProcessRow& row : ReadProcesses(context, context.table.supported, targets, {1})) {
    if (json.back() != '[') json += ',';
    json += ToJson(row);
  }
  return json + "]";
}

/// Takes the path of a directory with the directories proc and etc of a machine.
const Parser kProcesses("processes", [](std::string_view directory) { return ReadTree(directory, {}); });

/// Reads process 10, which must have started at microsecond 5.
const Parser kIdentity("process-started-at-5",
                       [](std::string_view directory) { return ReadTree(directory, {false, {{10, 5}}}); });

/// Returns the size of the arguments of process 10, which may be more than a test can take.
const Parser kSize("cmdline-size", [](std::string_view directory) {
  const Host host = HostOf(directory);
  ProcfsContext context(host);
  const Target target{10, NAN};
  return Json(
      ReadIdentified<ProcfsProcess>(context, target, [](auto& process) { return process.Cmdline().text.size(); }));
});

/// Returns the mappings of process 10.
const Parser kRegions("memory-regions", [](std::string_view directory) {
  const Host host = HostOf(directory);
  ProcfsContext context(host);
  const Target target{10, NAN};
  return Json(ReadIdentified<ProcfsProcess>(context, target, [](auto& process) { return process.MemoryRegions(); }));
});

}  // namespace

}  // namespace psutil
