// kqueue(2) by means of Linux: a queue is an epoll(7) descriptor. The end of a process is the deletion of its file.
#include <sys/epoll.h>
#include <sys/event.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "answers.h"

extern "C" int __real_close(int fd);

namespace {

struct Queue {
  /// The descriptor of an event of EVFILT_USER.
  int user = -1;
  void* user_data = nullptr;
  /// Descriptors that are closed with the queue.
  std::vector<int> owned;
};

std::mutex mutex;
std::unordered_map<int, Queue> queues;

int Listen(int queue, int fd, uint32_t events, void* data) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = data;
  if (epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event) == 0) return 0;
  // A one-shot event that was reported stays in the list, disabled.
  return epoll_ctl(queue, EPOLL_CTL_MOD, fd, &event);
}

int AddUser(int descriptor, Queue& queue, const struct kevent& change) {
  queue.user = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  queue.owned.push_back(queue.user);
  return Listen(descriptor, queue.user, EPOLLIN, change.udata);
}

int AddExit(int descriptor, Queue& queue, const struct kevent& change) {
  const int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  const std::string file = machine::AliveFile(static_cast<int>(change.ident));
  if (inotify_add_watch(watch, file.c_str(), IN_DELETE_SELF) < 0) {
    __real_close(watch);
    return machine::Status(ESRCH);
  }
  queue.owned.push_back(watch);
  return Listen(descriptor, watch, EPOLLIN, change.udata);
}

int Change(int descriptor, const struct kevent& change) {
  const std::lock_guard lock(mutex);
  Queue& queue = queues[descriptor];
  if (change.filter == EVFILT_READ) {
    return Listen(descriptor, static_cast<int>(change.ident), EPOLLIN | EPOLLONESHOT, change.udata);
  }
  if (change.filter == EVFILT_PROC) {
    const machine::Answer answer = machine::AnswerTo("kevent/" + std::to_string(change.ident));
    if (answer.error != 0 && !answer.is_missing) return machine::Status(answer.error);
    return AddExit(descriptor, queue, change);
  }
  if (change.flags & EV_ADD) return AddUser(descriptor, queue, change);
  queue.user_data = change.udata;
  const uint64_t one = 1;
  return write(queue.user, &one, sizeof one) == sizeof one ? 0 : -1;
}

int UserEvent(int descriptor) {
  const std::lock_guard lock(mutex);
  return queues[descriptor].user;
}

}  // namespace

extern "C" {

int kqueue() {
  const machine::Answer answer = machine::AnswerTo("kqueue");
  if (answer.error != 0 && !answer.is_missing) return machine::Status(answer.error);
  const int descriptor = epoll_create1(EPOLL_CLOEXEC);
  const std::lock_guard lock(mutex);
  if (descriptor >= 0) queues[descriptor] = {};
  return descriptor;
}

int kevent(int queue, const struct kevent* changes, int change_count, struct kevent* events, int event_count,
           const timespec*) {
  for (int i = 0; i < change_count; ++i) {
    if (Change(queue, changes[i]) != 0) return -1;
  }
  if (event_count == 0) return 0;
  std::array<epoll_event, 64> ready;
  const int count = epoll_wait(queue, ready.data(), std::min<int>(event_count, ready.size()), -1);
  for (int i = 0; i < count; ++i) events[i].udata = ready[static_cast<size_t>(i)].data.ptr;
  // Only the poller waits, and its event of EVFILT_USER has EV_CLEAR.
  uint64_t value = 0;
  const int user = UserEvent(queue);
  if (user >= 0 && read(user, &value, sizeof value) < 0 && errno != EAGAIN) return -1;
  return count;
}

int __wrap_close(int fd) {
  std::vector<int> owned;
  {
    const std::lock_guard lock(mutex);
    const auto found = queues.find(fd);
    if (found != queues.end()) owned = std::move(found->second.owned);
    if (found != queues.end()) queues.erase(found);
  }
  for (const int each : owned) __real_close(each);
  return __real_close(fd);
}

}  // extern "C"
