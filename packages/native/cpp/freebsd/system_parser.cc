#include "system_parser.h"

#include <utility>

namespace psutil {

std::string BootIdOf(std::string_view bytes) {
  constexpr char kHexadecimal[] = "0123456789abcdef";
  std::string text;
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    text += kHexadecimal[byte >> 4];
    text += kHexadecimal[byte & 15];
  }
  return text;
}

std::string VersionOf(const std::string& release) { return release.substr(0, release.find('-')); }

Nullable<std::string> VirtualizationOf(std::string_view guest) {
  constexpr std::pair<std::string_view, const char*> kGuests[] = {
      {"bhyve", "bhyve"}, {"hv", "microsoft"},  {"kvm", "kvm"}, {"parallels", "parallels"},
      {"vbox", "oracle"}, {"vmware", "vmware"}, {"xen", "xen"},
  };
  if (guest.empty() || guest == "none") return {};
  for (const auto& [name, technology] : kGuests) {
    if (guest == name) return std::string(technology);
  }
  return std::string("vm-other");
}

}  // namespace psutil
