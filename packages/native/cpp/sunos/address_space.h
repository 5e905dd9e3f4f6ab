#pragma once

#include <string>

#include "file.h"

namespace psutil {

/// The memory of another process, which it may change while it is read: /proc/PID/as.
class AddressSpace {
 public:
  AddressSpace(Fd file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

  /// Returns as many bytes from an address as are mapped, at most `count`. Throws SystemError.
  std::string Read(uint64_t address, size_t count);

  /// Returns the text at an address up to its NUL, at most `limit` bytes. Throws SystemError.
  std::string ReadText(uint64_t address, size_t limit);

 private:
  Fd file_;
  std::string path_;
  // Arguments follow one another: one read serves many of them.
  std::string window_;
  uint64_t start_ = 0;
};

}  // namespace psutil
