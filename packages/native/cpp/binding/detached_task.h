#pragma once

#include <napi.h>

#include <memory>
#include <mutex>

namespace psutil {

/// Work for a thread of its own, whose answer goes to JavaScript's thread.
struct DetachedTask {
  virtual ~DetachedTask() = default;
  virtual void Execute() = 0;
  virtual void Resolve(Napi::Env env) = 0;
};

/// The way of such answers. It closes before the environment ends, since a thread may come back from the kernel long
/// after that.
class CompletionQueue {
 public:
  static std::shared_ptr<CompletionQueue> Open(Napi::Env env) {
    auto way = std::make_shared<CompletionQueue>();
    const Napi::String name = Napi::String::New(env, "psutil");
    napi_status status = napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, nullptr,
                                                         Deliver, &way->function_);
    // A program waits for its timers: a thread that never answers must not keep it from ending.
    if (status == napi_ok) status = napi_unref_threadsafe_function(env, way->function_);
    NAPI_THROW_IF_FAILED(env, status, way);
    // Of what ends with an environment, the newest ends first: so this is called while the function is there.
    env.AddCleanupHook([way] { way->Close(); });
    return way;
  }

  /// Where the environment is gone, nobody waits for the answer any more.
  void Send(std::unique_ptr<DetachedTask> job) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!function_) return;
    const napi_status status = napi_call_threadsafe_function(function_, job.get(), napi_tsfn_nonblocking);
    if (status == napi_ok) job.release();
  }

 private:
  static void Deliver(napi_env env, napi_value, void*, void* data) {
    const std::unique_ptr<DetachedTask> job(static_cast<DetachedTask*>(data));
    if (env) job->Resolve(env);
  }

  void Close() {
    const std::lock_guard<std::mutex> lock(mutex_);
    function_ = nullptr;
  }

  std::mutex mutex_;
  napi_threadsafe_function function_ = nullptr;
};

}  // namespace psutil
