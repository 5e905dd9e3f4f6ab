#pragma once

#include "../core/reactor.h"
#include "../posix/fd.h"

namespace psutil {

/// A file of /proc/PID, which hangs up when the process has ended: poll(2) and proc(5).
class ProcessExit : public EventSource {
 public:
  explicit ProcessExit(Fd file) : file_(std::move(file)) {}

  bool IsOneShot() const override { return true; }
  int fd() const { return file_.get(); }

 private:
  Fd file_;
};

/// Waits for sources of the class ProcessExit. Throws SystemError.
std::unique_ptr<Poller> MakeExitPoller();

}  // namespace psutil
