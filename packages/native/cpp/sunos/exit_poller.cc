#include "exit_poller.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <map>

#include "../core/error.h"

namespace psutil {

namespace {

void SetFlags(int fd) {
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, O_NONBLOCK);
}

/// Calls poll(2) for all sources: they are as few as the processes that a program waits for.
class ExitPoller : public Poller {
 public:
  ExitPoller() {
    int ends[2];
    if (pipe(ends) != 0) throw SystemError(errno, "pipe");
    wakened_ = Fd(ends[0]);
    wake_ = Fd(ends[1]);
    SetFlags(ends[0]);
    SetFlags(ends[1]);
  }

  void Arm(EventSource& source, uint64_t token) override {
    {
      const std::lock_guard lock(mutex_);
      tokens_[static_cast<ProcessExit&>(source).fd()] = token;
    }
    Wake();
  }

  // The descriptor is closed only afterwards, and may then be one of another file. A poll that still waits for it ends.
  void Disarm(EventSource& source) override {
    {
      const std::lock_guard lock(mutex_);
      tokens_.erase(static_cast<ProcessExit&>(source).fd());
    }
    Wake();
  }

  std::vector<uint64_t> Wait() override {
    std::vector<uint64_t> tokens;
    std::vector<pollfd> files = Files(tokens);
    const int count = poll(files.data(), static_cast<nfds_t>(files.size()), -1);
    if (count > 0 && files[0].revents != 0) Drain();
    std::vector<uint64_t> ready;
    const std::lock_guard lock(mutex_);
    for (size_t i = 1; count > 0 && i < files.size(); ++i) {
      const auto token = files[i].revents == 0 ? tokens_.end() : tokens_.find(files[i].fd);
      // Meanwhile the source may have been disarmed, and its descriptor used for another.
      if (token == tokens_.end() || token->second != tokens[i - 1]) continue;
      // Other events stand for a process of the kernel, which never ends.
      if (files[i].revents & POLLHUP) ready.push_back(token->second);
      tokens_.erase(token);
    }
    return ready;
  }

  void Wake() override {
    const char byte = 0;
    // A pipe that is full wakes the thread, too.
    (void)!write(wake_.get(), &byte, 1);
  }

 private:
  /// Returns what to poll: the pipe, and the file of each token.
  std::vector<pollfd> Files(std::vector<uint64_t>& tokens) {
    const std::lock_guard lock(mutex_);
    std::vector<pollfd> files{{wakened_.get(), POLLIN, 0}};
    for (const auto& [fd, token] : tokens_) {
      files.push_back({fd, 0, 0});
      tokens.push_back(token);
    }
    return files;
  }

  void Drain() {
    char bytes[256];
    while (read(wakened_.get(), bytes, sizeof bytes) > 0) continue;
  }

  Fd wakened_;
  Fd wake_;
  std::mutex mutex_;
  std::map<int, uint64_t> tokens_;
};

}  // namespace

std::unique_ptr<Poller> MakeExitPoller() { return std::make_unique<ExitPoller>(); }

}  // namespace psutil
