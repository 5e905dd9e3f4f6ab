#include "address_space.h"

#include <algorithm>
#include <cerrno>

namespace psutil {

namespace {

constexpr size_t kWindow = 4096;

}  // namespace

std::string AddressSpace::Read(uint64_t address, size_t count) {
  std::string bytes(count, '\0');
  size_t at = 0;
  while (at < count) {
    size_t read = 0;
    try {
      read = ReadProcBytes(file_, address + at, &bytes[at], count - at, path_);
    } catch (const SystemError& error) {
      // EIO stands for an address that is not mapped, EINVAL for one that is none.
      if (error.failure.code != EIO && error.failure.code != EINVAL) throw;
    }
    if (read == 0) break;
    at += read;
  }
  bytes.resize(at);
  return bytes;
}

std::string AddressSpace::ReadText(uint64_t address, size_t limit) {
  std::string text;
  while (text.size() < limit) {
    const uint64_t from = address + text.size();
    if (from < start_ || from - start_ >= window_.size()) {
      window_ = Read(from, kWindow);
      start_ = from;
      if (window_.empty()) return text;
    }
    const auto begin = static_cast<size_t>(from - start_);
    const size_t end = std::min(window_.find('\0', begin), window_.size());
    text.append(window_, begin, std::min(end - begin, limit - text.size()));
    if (end < window_.size()) return text;
  }
  return text;
}

}  // namespace psutil
