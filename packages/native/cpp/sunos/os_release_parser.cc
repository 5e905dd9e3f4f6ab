#include "os_release_parser.h"

#include <algorithm>

namespace psutil {

namespace {

Nullable<std::string> NonEmpty(std::string_view text) {
  if (text.empty()) return {};
  return std::string(text);
}

std::string_view WithoutQuotes(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

std::string_view WithoutSpaces(std::string_view text) {
  constexpr char kSpaces[] = " \t\r";
  const size_t start = std::min(text.find_first_not_of(kSpaces), text.size());
  return text.substr(start, text.find_last_not_of(kSpaces) + 1 - start);
}

}  // namespace

OsInfo ParseOsRelease(std::string_view text) {
  OsInfo os;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = line.substr(0, equals);
    const auto value = NonEmpty(WithoutQuotes(line.substr(equals + 1)));
    if (key == "ID") os.id = value;
    if (key == "NAME") os.name = value;
    if (key == "VERSION_ID") os.version = value;
  }
  return os;
}

OsInfo ParseRelease(std::string_view text) {
  OsInfo os;
  os.name = NonEmpty(WithoutSpaces(text.substr(0, text.find('\n'))));
  return os;
}

}  // namespace psutil
