#include "pressure.h"

#include <cerrno>

#include "../core/error.h"
#include "../posix/parse.h"
#include "file.h"
#include "limits.h"

namespace psutil {

namespace {

constexpr double kMicroseconds = 1e6;

/// Parses "avg10=0.00 avg60=0.00 avg300=0.00 total=0": https://docs.kernel.org/accounting/psi.html
PressureStall ParseStall(std::string_view line, const LineParser& lines) {
  const auto next = [&](std::string_view key) {
    std::string_view field = NextField(line);
    if (SplitNext(field, '=') != key) lines.Malformed();
    return field;
  };
  PressureStall stall;
  stall.avg10 = lines.Decimal(next("avg10"));
  stall.avg60 = lines.Decimal(next("avg60"));
  stall.avg300 = lines.Decimal(next("avg300"));
  stall.total = static_cast<double>(lines.Number(next("total"))) / kMicroseconds;
  return stall;
}

Nullable<ResourcePressure> ReadPressureFile(const std::string& path) {
  const auto text = ReadCgroupFile(path);
  if (!text) return {};
  ResourcePressure pressure;
  LineParser lines(*text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view kind = NextField(line);
    if (kind == "some") pressure.some = ParseStall(line, lines);
    if (kind == "full") pressure.full = ParseStall(line, lines);
  }
  if (!pressure.some && !pressure.full) return {};
  return pressure;
}

}  // namespace

Pressure ReadPressure(const Host& host, const std::string& cgroup) {
  std::string directory = host.proc + "/pressure";
  std::string end;
  if (!cgroup.empty()) {
    directory = CgroupV2Mount(host) + (cgroup == "/" ? "" : cgroup);
    end = ".pressure";
    if (!Exists(directory)) throw SystemError(ENOENT, "open", directory);
  }
  Pressure pressure;
  pressure.cpu = ReadPressureFile(directory + "/cpu" + end);
  pressure.memory = ReadPressureFile(directory + "/memory" + end);
  pressure.io = ReadPressureFile(directory + "/io" + end);
  return pressure;
}

}  // namespace psutil
