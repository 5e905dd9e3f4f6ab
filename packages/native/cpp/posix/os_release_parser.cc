#include "os_release_parser.h"

#include "parse.h"

namespace psutil {

OsInfo ParseOsRelease(std::string_view text) {
  OsInfo os;
  while (!text.empty()) {
    std::string_view line = SplitNext(text, '\n');
    const std::string_view key = SplitNext(line, '=');
    if (key == "ID") os.id = TextOrNull(Unquoted(line));
    if (key == "NAME") os.name = TextOrNull(Unquoted(line));
    if (key == "VERSION_ID") os.version = TextOrNull(Unquoted(line));
  }
  return os;
}

}  // namespace psutil
