#include "nt_path_parser.h"

#include <algorithm>

namespace psutil {

namespace {

bool IsSameLetter(char one, char other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return lower(one) == lower(other);
}

/// Whether a path is `prefix` or below it, regardless of the case of ASCII letters. A prefix ends at a separator:
/// `\Device\HarddiskVolume1` is no prefix of `\Device\HarddiskVolume10\a`.
bool IsBelow(std::string_view path, std::string_view prefix) {
  if (path.size() < prefix.size() || !std::equal(prefix.begin(), prefix.end(), path.begin(), IsSameLetter)) {
    return false;
  }
  return path.size() == prefix.size() || path[prefix.size()] == '\\';
}

}  // namespace

std::string DosPath(std::string_view path, const std::vector<DosDevice>& devices) {
  constexpr std::string_view kDosPrefix = "\\??\\";
  for (const std::string_view share : {"\\Device\\Mup", "\\??\\UNC"}) {
    if (IsBelow(path, share)) return "\\" + std::string(path.substr(share.size()));
  }
  if (path.substr(0, kDosPrefix.size()) == kDosPrefix) return std::string(path.substr(kDosPrefix.size()));
  for (const auto& [drive, device] : devices) {
    if (IsBelow(path, device)) return drive + std::string(path.substr(device.size()));
  }
  if (path.empty() || path[0] != '\\') return "";
  return "\\\\?\\GLOBALROOT" + std::string(path);
}

}  // namespace psutil
