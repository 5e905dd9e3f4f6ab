#include "persistent_file.h"

#include <cerrno>

#include "../core/error.h"

namespace psutil {

std::string PersistentFile::Read(const Host& host) {
  const std::string path = PathOn(host);
  if (!host.IsLocal()) return ReadFile(path);
  const auto opened = Opened(path);
  try {
    return lines_ == Lines::kShort ? ReadShortFile(*opened, path) : ReadFile(*opened, path);
  } catch (const SystemError&) {
    // A FUSE server such as lxcfs, which provides the file in a container, may have restarted.
    Close(opened);
    return ReadFile(path);
  }
}

std::optional<std::string> PersistentFile::ReadIfAny(const Host& host) try {
  return Read(host);
} catch (const SystemError& error) {
  if (IsNoFile(error)) return std::nullopt;
  throw;
}

std::shared_ptr<const Fd> PersistentFile::Opened(const std::string& path) {
  const std::lock_guard<std::mutex> lock(state_.mutex);
  if (!state_.opened) state_.opened = std::make_shared<const Fd>(OpenToRead(path));
  return state_.opened;
}

void PersistentFile::Close(const std::shared_ptr<const Fd>& opened) {
  const std::lock_guard<std::mutex> lock(state_.mutex);
  if (state_.opened == opened) state_.opened.reset();
}

}  // namespace psutil
