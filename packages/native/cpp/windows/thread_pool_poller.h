#pragma once

#include <memory>

#include "../core/reactor.h"
#include "handle.h"

namespace psutil {

/// A wait of the thread pool of the system, which ends with this object. Throws SystemError.
class RegisteredWait {
 public:
  RegisteredWait() = default;
  RegisteredWait(HANDLE object, WAITORTIMERCALLBACK callback, void* context);
  RegisteredWait(RegisteredWait&& other) noexcept;
  RegisteredWait& operator=(RegisteredWait&& other) noexcept;
  /// Returns after a callback that runs.
  ~RegisteredWait();

 private:
  HANDLE wait_ = nullptr;
};

class ThreadPoolPoller;

/// A source that is ready once, when a handle is signalled.
class HandleSource : public EventSource {
 public:
  explicit HandleSource(Handle handle) : handle_(std::move(handle)) {}
  bool IsOneShot() const override { return true; }

 protected:
  HANDLE handle() const { return handle_.get(); }

 private:
  friend class ThreadPoolPoller;

  const Handle handle_;
  ThreadPoolPoller* poller_ = nullptr;
  uint64_t token_ = 0;
  /// The last member: the wait ends before its handle is closed.
  RegisteredWait wait_;
};

/// Waits for HandleSources: RegisterWaitForSingleObject(). The threads that wait are those of the system.
std::unique_ptr<Poller> MakeThreadPoolPoller();

}  // namespace psutil
