#include "terminals.h"

#include <sys/sysmacros.h>

#include "../core/error.h"
#include "file.h"

namespace psutil {

namespace {

// Documentation/admin-guide/devices.txt: the first of eight major numbers of pseudoterminals.
constexpr unsigned kFirstPseudo = 136;
constexpr unsigned kLastPseudo = 143;
constexpr unsigned kOfEach = 256;

constexpr const char* kDevices = "/dev/";

/// Decodes a device number of new_encode_dev() of include/linux/kdev_t.h.
uint64_t Decode(unsigned number) {
  return makedev((number & 0xfff00) >> 8, (number & 0xff) | ((number >> 12) & 0xfff00));
}

}  // namespace

const Nullable<std::string>& Terminals::Of(int number) {
  const auto [known, is_new] = paths_.try_emplace(number);
  if (is_new && number != 0) known->second = Find(Decode(static_cast<unsigned>(number)));
  return known->second;
}

Nullable<std::string> Terminals::Find(uint64_t device) const {
  if (major(device) >= kFirstPseudo && major(device) <= kLastPseudo) {
    const unsigned number = (major(device) - kFirstPseudo) * kOfEach + minor(device);
    std::string path = "/dev/pts/" + std::to_string(number);
    if (DeviceOf(root_ + path) == device) return path;
  }
  Nullable<std::string> found;
  try {
    ForEachEntry(root_ + kDevices, [&](const char* name) {
      if (std::string_view(name).substr(0, 3) != "tty") return;
      if (!found && DeviceOf(root_ + kDevices + name) == device) found = std::string(kDevices) + name;
    });
  } catch (const SystemError&) {
    // Without /dev, no terminal has a path.
  }
  return found;
}

}  // namespace psutil
