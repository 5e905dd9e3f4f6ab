#include "release_parser.h"

#include <algorithm>

#include "../posix/parse.h"

namespace psutil {

OsInfo ParseRelease(std::string_view text) {
  constexpr char kSpaces[] = " \t\r";
  std::string_view line = SplitNext(text, '\n');
  line.remove_prefix(std::min(line.find_first_not_of(kSpaces), line.size()));
  OsInfo os;
  os.name = TextOrNull(std::string(line.substr(0, line.find_last_not_of(kSpaces) + 1)));
  return os;
}

}  // namespace psutil
