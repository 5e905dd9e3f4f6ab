#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "../core/host.h"
#include "file.h"

namespace psutil {

/// A file of /proc that is read again and again. That of this machine stays open, so that a reading costs one call.
class PersistentFile {
 public:
  /// Whether the kernel gives it out in one piece or in short lines: what ReadShortFile reads.
  enum class LineParser { kShort, kAny };

  explicit PersistentFile(const char* name, LineParser lines = LineParser::kShort) : name_(name), lines_(lines) {}

  std::string PathOn(const Host& host) const { return host.proc + "/" + name_; }

  /// The file's text. Throws SystemError.
  std::string Read(const Host& host);

  /// The same, or nothing where there is no such file.
  std::optional<std::string> ReadIfAny(const Host& host);

 private:
  std::shared_ptr<const Fd> Opened(const std::string& path);
  void Forget(const std::shared_ptr<const Fd>& opened);

  const char* name_;
  LineParser lines_;
  std::mutex mutex_;
  std::shared_ptr<const Fd> opened_;
};

}  // namespace psutil
