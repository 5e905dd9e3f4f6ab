#include "epoll.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "../core/error.h"

namespace psutil {

namespace {

constexpr uint64_t kWakeToken = 0;

Fd Checked(int fd, const char* call) {
  if (fd < 0) throw SystemError(errno, call);
  return Fd(fd);
}

class EpollPoller : public Poller {
 public:
  EpollPoller()
      : epoll_(Checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
        wake_(Checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
    Control(EPOLL_CTL_ADD, wake_.get(), EPOLLIN, kWakeToken);
  }

  void Arm(EventSource& source, uint64_t token) override {
    const int fd = static_cast<DescriptorSource&>(source).fd();
    // A source that was reported before is still registered, and disabled.
    const bool is_registered = !source.IsOneShot() && TryControl(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLONESHOT, token) == 0;
    if (!is_registered) Control(EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLONESHOT, token);
  }

  // The kernel removes a descriptor when it is closed, which the end of the source does.
  void Disarm(EventSource&) override {}

  std::vector<uint64_t> Wait() override {
    std::array<epoll_event, 256> events;
    const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), -1);
    std::vector<uint64_t> tokens;
    for (int i = 0; i < count; ++i) {
      if (events[static_cast<size_t>(i)].data.u64 != kWakeToken)
        tokens.push_back(events[static_cast<size_t>(i)].data.u64);
    }
    return tokens;
  }

  void Wake() override { eventfd_write(wake_.get(), 1); }

 private:
  int TryControl(int operation, int fd, uint32_t events, uint64_t token) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = token;
    return epoll_ctl(epoll_.get(), operation, fd, &event);
  }

  void Control(int operation, int fd, uint32_t events, uint64_t token) {
    if (TryControl(operation, fd, events, token) != 0) throw SystemError(errno, "epoll_ctl");
  }

  const Fd epoll_;
  const Fd wake_;
};

}  // namespace

std::unique_ptr<Poller> MakeEpollPoller() { return std::make_unique<EpollPoller>(); }

}  // namespace psutil
