#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

// Waiting for process exits and process events on one thread, without the event loop of a JavaScript runtime. A system
// supplies a Poller and the sources that it can wait for:
//   Linux            epoll(7) over pidfds and a netlink socket
//   macOS, FreeBSD   kevent(2) over queues that each hold the exit of a process (EVFILT_PROC, NOTE_EXIT)
//   Windows          RegisterWaitForSingleObject with WT_EXECUTEONLYONCE, whose callback queues the token for Wait()

namespace psutil {

/// Something that becomes ready. A system's own class holds the descriptor, PID or handle that its poller waits for.
class EventSource {
 public:
  virtual ~EventSource() = default;

  /// Whether it becomes ready once only.
  virtual bool IsOneShot() const = 0;

  /// Returns the next events, on the thread of the reactor. Throws SystemError where some were lost.
  virtual std::vector<double> Read() { return {}; }
};

/// Waits for many sources at once.
class Poller {
 public:
  virtual ~Poller() = default;

  /// Reports a source once, by its token, as soon as it is ready. Any thread may call this. Throws SystemError.
  virtual void Arm(EventSource& source, uint64_t token) = 0;

  /// Stops waiting for a source, which the reactor releases afterwards. Any thread may call this.
  virtual void Disarm(EventSource& source) = 0;

  /// Blocks until sources are ready or Wake() is called, and returns the tokens of the sources.
  virtual std::vector<uint64_t> Wait() = 0;

  /// Ends a Wait(), also one that has yet to begin.
  virtual void Wake() = 0;
};

/// A source that was ready.
struct ReadySource {
  uint64_t token = 0;
  std::vector<double> events;
  bool has_lost_events = false;
};

/// Waits for sources on a thread of its own, which is started for the first of them.
class Reactor {
 public:
  /// Called on the thread of the reactor, possibly once more after Cancel(). Throws nothing.
  using Listener = std::function<void(ReadySource)>;

  /// Returns the reactor of the program, which exists while any environment refers to it. Throws SystemError.
  static std::shared_ptr<Reactor> Shared(std::unique_ptr<Poller> (*make_poller)());

  explicit Reactor(std::unique_ptr<Poller> poller);
  /// Stops the thread. No listener is called afterwards.
  ~Reactor();

  /// Waits for a source and returns its token, which is never 0. A source that is not one-shot is disarmed when it is
  /// ready, until Rearm() is called: unread events stay in the bounded buffer of the kernel. Throws SystemError.
  uint64_t Watch(std::shared_ptr<EventSource> source, Listener listener);

  void Rearm(uint64_t token);

  void Cancel(uint64_t token);

 private:
  struct Watched {
    std::shared_ptr<EventSource> source;
    Listener listener;
  };

  void Run();
  void Deliver(uint64_t token);

  const std::unique_ptr<Poller> poller_;
  std::mutex mutex_;
  std::unordered_map<uint64_t, Watched> watched_;
  uint64_t last_token_ = 0;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace psutil
