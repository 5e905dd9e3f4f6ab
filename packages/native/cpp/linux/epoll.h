#pragma once

#include "../core/reactor.h"
#include "../posix/fd.h"

namespace psutil {

/// A source that is ready when a descriptor is readable.
class DescriptorSource : public EventSource {
 public:
  explicit DescriptorSource(Fd fd) : fd_(std::move(fd)) {}

  int fd() const { return fd_.get(); }

 private:
  Fd fd_;
};

/// Waits for DescriptorSources: epoll(7). Throws SystemError.
std::unique_ptr<Poller> MakeEpollPoller();

}  // namespace psutil
