#include "parser.h"
#include "windows/process_table_parser.h"

namespace psutil {

namespace {

// Fixtures have names at offsets from this address.
constexpr uint64_t kAddress = 0x10000;

std::string ToJson(const ProcessTable& table, const TableProcess& process) {
  std::string json =
      "{\"pid\":" + Json(process.pid) + ",\"ppid\":" + Json(process.ppid) + ",\"name\":" + Json(process.name) +
      ",\"start\":" + Json(process.start) + ",\"times\":" + Json(std::vector<uint64_t>{process.user, process.kernel}) +
      ",\"priority\":" + Json(process.priority) + ",\"counts\":" +
      Json(std::vector<uint64_t>{process.handles, process.session, process.faults, process.hard_faults}) +
      ",\"sizes\":" +
      Json(std::vector<uint64_t>{process.wset, process.peak_wset, process.paged_pool, process.peak_paged_pool,
                                 process.nonpaged_pool, process.peak_nonpaged_pool, process.pagefile,
                                 process.peak_pagefile, process.private_bytes}) +
      ",\"io\":" +
      Json(std::vector<uint64_t>{process.reads, process.writes, process.others, process.read_bytes, process.write_bytes,
                                 process.other_bytes}) +
      ",\"isKernel\":" + Json(IsKernelProcess(process));
  const auto threads = table.Threads(process);
  json += ",\"isSuspended\":" + Json(IsSuspended(threads)) + ",\"threads\":[";
  for (const TableThread& thread : threads) {
    if (json.back() != '[') json += ',';
    json += Json(std::vector<uint64_t>{static_cast<uint64_t>(thread.id), thread.user, thread.kernel, thread.switches});
  }
  return json + "]}";
}

const Parser kTable("process-table", [](std::string_view bytes) {
  const ProcessTable table(std::string(bytes), kAddress);
  std::string json = "[";
  for (const TableProcess& process : table.processes()) {
    if (json.back() != '[') json += ',';
    json += ToJson(table, process);
  }
  return json + "]";
});

/// Takes a PID, as four bytes, before the table.
const Parser kFind("process-table-find", [](std::string_view bytes) {
  int pid = 0;
  bytes.copy(reinterpret_cast<char*>(&pid), sizeof pid);
  const ProcessTable table(std::string(bytes.substr(sizeof pid)), kAddress);
  const TableProcess* found = table.Find(pid);
  return Json(found ? found->name : "none");
});

}  // namespace

}  // namespace psutil
