#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "../core/host.h"
#include "file.h"

namespace psutil {

/// A file of /proc that is read repeatedly. On this machine it stays open, so that a read costs one system call.
class PersistentFile {
 public:
  /// Whether the kernel returns the file in one piece or in short lines, as ReadShortFile requires.
  enum class Lines { kShort, kAny };

  explicit PersistentFile(const char* name, Lines lines = Lines::kShort) : name_(name), lines_(lines) {}

  std::string PathOn(const Host& host) const { return host.proc + "/" + name_; }

  /// Returns the content of the file. Throws SystemError.
  std::string Read(const Host& host);

  /// Returns the content of the file, or nothing if there is no such file.
  std::optional<std::string> ReadIfAny(const Host& host);

 private:
  std::shared_ptr<const Fd> Opened(const std::string& path);
  void Close(const std::shared_ptr<const Fd>& opened);

  struct State {
    std::mutex mutex;
    std::shared_ptr<const Fd> opened;
  };

  const char* name_;
  Lines lines_;
  State& state_ = *new State;  // never destroyed, as a detached thread may use it until the process ends
};

}  // namespace psutil
