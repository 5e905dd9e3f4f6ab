#include <algorithm>

#include "../posix/parse.h"
#include "proc_pid_parser.h"

namespace psutil {

namespace {

struct Amount {
  std::string_view key;
  std::optional<uint64_t> MappedFile::* member;
};

constexpr Amount kAmounts[] = {
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
  std::string name;
  for (size_t at; (at = field.find(kNewline)) != std::string_view::npos; field.remove_prefix(at + kNewline.size())) {
    name.append(field.substr(0, at)) += '\n';
  }
  return name.append(field);
}

/// Parses "7f1-7f2 r-xp 00000000 fe:00 1234   /path".
MappedRegion ParseHeader(std::string_view addr, std::string_view rest, const LineParser& lines) {
  MappedRegion region;
  for (const auto& amount : kAmounts) region.*amount.member = 0;  // An old kernel has fewer of them.
  region.addr = addr;
  region.perms = NextField(rest);
  NextField(rest);  // offset
  NextField(rest);  // device
  if (NextField(rest).empty()) lines.Malformed();
  region.path = NameOf(rest);
  return region;
}

}  // namespace

void SmapsParser::Parse(std::string_view text) {
  LineParser lines(text, path_, line_);
  for (std::string_view line; lines.Next(line);) {
    std::string_view first = NextField(line);
    if (first.empty() || first.back() != ':') {
      Finish();
      region_ = ParseHeader(first, line, lines);
      continue;
    }
    first.remove_suffix(1);
    SetAmount(first, line, lines);
  }
  line_ = lines.line();
}

void SmapsParser::SetAmount(std::string_view key, std::string_view value, const LineParser& lines) {
  const auto known = std::find_if(std::begin(kAmounts), std::end(kAmounts), [&](auto& row) { return row.key == key; });
  const bool is_size = key == "Size";
  if (!is_size && key != "Rss" && known == std::end(kAmounts)) return;
  if (!region_) lines.Malformed();
  const uint64_t bytes = lines.Number(NextField(value), kKilobyte);
  if (known != std::end(kAmounts)) {
    (*region_).*known->member = bytes;
  } else {
    (is_size ? region_->size : region_->rss) = bytes;
  }
}

void SmapsParser::Finish() {
  if (region_) visit_(*region_);
  region_.reset();
}

void AddFullMemory(std::string_view text, const std::string& path, ProcessFullMemory& memory) {
  constexpr std::string_view kPrivate = "Private_";
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
