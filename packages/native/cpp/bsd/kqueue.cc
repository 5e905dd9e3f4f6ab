#include "kqueue.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/event.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "../core/error.h"
#include "../posix/fd.h"

namespace psutil {

namespace {

constexpr uintptr_t kWakeIdentifier = 0;

Fd MakeKqueue() {
  Fd queue(kqueue());
  if (queue.get() < 0) throw SystemError(errno, "kqueue");
  return queue;
}

/// Registers or triggers an event; returns 0 or an errno.
int Register(const Fd& queue, uintptr_t identifier, int filter, int flags, uint32_t filter_flags, uint64_t token) {
  struct kevent event{};
  event.ident = identifier;
  event.filter = static_cast<decltype(event.filter)>(filter);
  event.flags = static_cast<decltype(event.flags)>(flags);
  event.fflags = filter_flags;
  event.udata = reinterpret_cast<void*>(static_cast<uintptr_t>(token));
  int status;
  do {
    status = kevent(queue.get(), &event, 1, nullptr, 0, nullptr);
  } while (status != 0 && errno == EINTR);
  return status == 0 ? 0 : errno;
}

void CheckKevent(int code) {
  if (code != 0) throw SystemError(code, "kevent");
}

/// The end of a process. A queue of its own is bound to the process as a pidfd of Linux is, and several sources may be
/// of one process: a queue has only one event per PID.
class KqueueExit : public EventSource {
 public:
  explicit KqueueExit(int pid) : queue_(MakeKqueue()) {
    const int code = Register(queue_, static_cast<uintptr_t>(pid), EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0);
    if (code != ESRCH) {
      CheckKevent(code);
      return;
    }
    // The process is a zombie, or there is none.
    CheckKevent(Register(queue_, kWakeIdentifier, EVFILT_USER, EV_ADD, 0, 0));
    CheckKevent(Register(queue_, kWakeIdentifier, EVFILT_USER, 0, NOTE_TRIGGER, 0));
  }

  bool IsOneShot() const override { return true; }
  int descriptor() const { return queue_.get(); }

 private:
  const Fd queue_;
};

class KqueuePoller : public Poller {
 public:
  KqueuePoller() : queue_(MakeKqueue()) {
    CheckKevent(Register(queue_, kWakeIdentifier, EVFILT_USER, EV_ADD | EV_CLEAR, 0, kWakeToken));
  }

  // A queue is readable when it has an event.
  void Arm(EventSource& source, uint64_t token) override {
    const auto descriptor = static_cast<uintptr_t>(static_cast<KqueueExit&>(source).descriptor());
    CheckKevent(Register(queue_, descriptor, EVFILT_READ, EV_ADD | EV_ONESHOT, 0, token));
  }

  // The kernel removes a descriptor when it is closed, which the end of the source does.
  void Disarm(EventSource&) override {}

  std::vector<uint64_t> Wait() override {
    std::array<struct kevent, 256> events;
    const int count = kevent(queue_.get(), nullptr, 0, events.data(), static_cast<int>(events.size()), nullptr);
    std::vector<uint64_t> tokens;
    for (int i = 0; i < count; ++i) {
      const uint64_t token = reinterpret_cast<uintptr_t>(events[static_cast<size_t>(i)].udata);
      if (token != kWakeToken) tokens.push_back(token);
    }
    return tokens;
  }

  void Wake() override { Register(queue_, kWakeIdentifier, EVFILT_USER, 0, NOTE_TRIGGER, kWakeToken); }

 private:
  static constexpr uint64_t kWakeToken = 0;

  const Fd queue_;
};

}  // namespace

std::unique_ptr<Poller> MakeKqueuePoller() { return std::make_unique<KqueuePoller>(); }

std::shared_ptr<EventSource> WatchExitOf(int pid) { return std::make_shared<KqueueExit>(pid); }

}  // namespace psutil
