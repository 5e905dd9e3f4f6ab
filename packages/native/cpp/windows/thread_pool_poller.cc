#include "thread_pool_poller.h"

#include <condition_variable>
#include <mutex>

#include "error.h"

namespace psutil {

RegisteredWait::RegisteredWait(HANDLE object, WAITORTIMERCALLBACK callback, void* context) {
  if (!RegisterWaitForSingleObject(&wait_, object, callback, context, INFINITE, WT_EXECUTEONLYONCE)) {
    ThrowWin32(GetLastError(), "RegisterWaitForSingleObject");
  }
}

RegisteredWait::RegisteredWait(RegisteredWait&& other) noexcept : wait_(std::exchange(other.wait_, nullptr)) {}

RegisteredWait& RegisteredWait::operator=(RegisteredWait&& other) noexcept {
  std::swap(wait_, other.wait_);
  return *this;
}

RegisteredWait::~RegisteredWait() {
  if (wait_) UnregisterWaitEx(wait_, INVALID_HANDLE_VALUE);
}

class ThreadPoolPoller : public Poller {
 public:
  void Arm(EventSource& source, uint64_t token) override {
    auto& armed = static_cast<HandleSource&>(source);
    armed.poller_ = this;
    armed.token_ = token;
    armed.wait_ = RegisteredWait(armed.handle(), OnReady, &armed);
  }

  void Disarm(EventSource& source) override { static_cast<HandleSource&>(source).wait_ = RegisteredWait(); }

  std::vector<uint64_t> Wait() override {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return is_woken_ || !ready_.empty(); });
    is_woken_ = false;
    return std::exchange(ready_, {});
  }

  void Wake() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_woken_ = true;
    changed_.notify_one();
  }

 private:
  /// Runs on a thread of the system, which holds no lock: the end of the wait may wait for it.
  static void CALLBACK OnReady(void* context, BOOLEAN) {
    const auto& source = *static_cast<HandleSource*>(context);
    source.poller_->Add(source.token_);
  }

  void Add(uint64_t token) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ready_.push_back(token);
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<uint64_t> ready_;
  bool is_woken_ = false;
};

std::unique_ptr<Poller> MakeThreadPoolPoller() { return std::make_unique<ThreadPoolPoller>(); }

}  // namespace psutil
