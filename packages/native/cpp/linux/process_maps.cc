#include <algorithm>

#include "parse.h"
#include "proc_pid_parser.h"

namespace psutil {

namespace {

constexpr uint64_t kKilobyte = 1024;

struct Amount {
  std::string_view key;
  uint64_t MappedFile::* member;
};

constexpr Amount kAmounts[] = {
    {"Size", &MappedFile::size},
    {"Rss", &MappedFile::rss},
    {"Pss", &MappedFile::pss},
    {"Shared_Clean", &MappedFile::sharedClean},
    {"Shared_Dirty", &MappedFile::sharedDirty},
    {"Private_Clean", &MappedFile::privateClean},
    {"Private_Dirty", &MappedFile::privateDirty},
    {"Referenced", &MappedFile::referenced},
    {"Anonymous", &MappedFile::anonymous},
    {"Swap", &MappedFile::swap},
};

/// Decodes the name of a mapping, in which only a newline is escaped.
std::string NameOf(std::string_view field) {
  constexpr std::string_view kNewline = "\\012";
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  if (field.empty()) return "[anon]";
  std::string name(field);
  for (size_t at = name.find(kNewline); at != std::string::npos; at = name.find(kNewline, at + 1)) {
    name.replace(at, kNewline.size(), "\n");
  }
  return name;
}

/// Parses "7f1-7f2 r-xp 00000000 fe:00 1234   /path".
MappedRegion ParseHeader(std::string_view addr, std::string_view rest, const LineParser& lines) {
  MappedRegion region;
  region.addr = addr;
  region.perms = NextField(rest);
  NextField(rest);  // offset
  NextField(rest);  // device
  if (NextField(rest).empty()) lines.Malformed();
  region.path = NameOf(rest);
  return region;
}

}  // namespace

std::vector<MappedRegion> ParseMaps(std::string_view text, const std::string& path) {
  std::vector<MappedRegion> regions;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    std::string_view first = NextField(line);
    if (first.empty() || first.back() != ':') {
      regions.push_back(ParseHeader(first, line, lines));
      continue;
    }
    first.remove_suffix(1);
    const auto known =
        std::find_if(std::begin(kAmounts), std::end(kAmounts), [&](auto& row) { return row.key == first; });
    if (known == std::end(kAmounts)) continue;
    if (regions.empty()) lines.Malformed();
    regions.back().*known->member = lines.Number(NextField(line), kKilobyte);
  }
  return regions;
}

void AddFullMemory(std::string_view text, const std::string& path, ProcessFullMemory& memory) {
  constexpr std::string_view kPrivate = "Private_";
  memory.uss = 0;
  memory.pss = 0;
  memory.swap = 0;
  LineParser lines(text, path);
  for (std::string_view line; lines.Next(line);) {
    const std::string_view key = NextField(line);
    if (key.substr(0, kPrivate.size()) == kPrivate) memory.uss += lines.Number(NextField(line), kKilobyte);
    // "SwapPss" and similar keys are parts of these two.
    if (key == "Pss:") *memory.pss += lines.Number(NextField(line), kKilobyte);
    if (key == "Swap:") *memory.swap += lines.Number(NextField(line), kKilobyte);
  }
}

}  // namespace psutil
