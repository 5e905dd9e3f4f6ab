#include "parser.h"
#include "windows/handle_table_parser.h"

namespace psutil {

namespace {

constexpr int kPid = 1234;

std::string ToJson(const std::vector<TypedHandle>& handles) {
  std::vector<std::vector<uint64_t>> rows;
  for (const TypedHandle& each : handles) rows.push_back({each.handle, each.type});
  return Json(rows);
}

const Parser kProcess("handles-of-process", [](std::string_view bytes) { return ToJson(ParseProcessHandles(bytes)); });
const Parser kSystem("handles-of-system",
                     [](std::string_view bytes) { return ToJson(ParseSystemHandles(bytes, kPid)); });

}  // namespace

}  // namespace psutil
