#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace psutil {

/// The threads that run the asynchronous calls of all JavaScript environments. Unlike those of libuv, they are detached
/// and never joined: a call that the kernel never completes delays neither the exit of the program nor the end of a
/// worker thread, and it does not occupy a thread that Node.js needs for files and DNS.
class ThreadPool {
 public:
  static ThreadPool& Shared() {
    static ThreadPool& pool = *new ThreadPool;  // never destroyed, as its threads may run until the process ends
    return pool;
  }

  /// Runs work on a thread. Throws a std::exception if there is none and none can be created.
  void Run(std::function<void()> work) {
    const Lock lock(mutex_);
    queue_.push_back(std::move(work));
    if (queue_.size() > idle_ && threads_ < kMaxThreads) StartThread();
    changed_.notify_one();
  }

 private:
  using Lock = std::unique_lock<std::mutex>;
  static constexpr size_t kMaxThreads = 4;

  void StartThread() {
    try {
      std::thread([this] { Serve(); }).detach();
      ++threads_;
    } catch (const std::exception&) {
      if (threads_ > 0) return;  // they run the work later
      queue_.pop_back();
      throw;
    }
  }

  [[noreturn]] void Serve() {
    Lock lock(mutex_);
    for (;;) {
      ++idle_;
      changed_.wait(lock, [this] { return !queue_.empty(); });
      --idle_;
      const auto work = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      work();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  size_t threads_ = 0;
  size_t idle_ = 0;
};

}  // namespace psutil
