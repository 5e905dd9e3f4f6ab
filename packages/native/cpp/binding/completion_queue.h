#pragma once

#include <napi.h>

#include <memory>
#include <mutex>

namespace psutil {

/// The result of work on another thread, on its way to the thread of JavaScript.
struct Completion {
  virtual ~Completion() = default;

  /// Called on the thread of JavaScript, with a handle scope. An environment that is ending fails any call of Node-API,
  /// so implementations use its C functions and check their status, and throw nothing.
  virtual void Deliver(napi_env env) noexcept = 0;
};

/// Hands completions to the thread of JavaScript by a thread-safe function. It closes before the environment ends: a
/// detached thread may return from the kernel long after that.
class CompletionQueue {
 public:
  static std::shared_ptr<CompletionQueue> Open(Napi::Env env) {
    auto queue = std::make_shared<CompletionQueue>();
    const Napi::String name = Napi::String::New(env, "psutil");
    napi_status status = napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, nullptr,
                                                         Deliver, &queue->function_);
    // Only pending calls of the thread pool and pending watches keep the program running.
    if (status == napi_ok) status = napi_unref_threadsafe_function(env, queue->function_);
    NAPI_THROW_IF_FAILED(env, status, queue);
    // Cleanup hooks run newest first: the function still exists when this one runs.
    env.AddCleanupHook([queue] { queue->Close(); });
    return queue;
  }

  /// Drops the completion if the environment has ended.
  void Send(std::unique_ptr<Completion> completion) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!function_) return;
    const napi_status status = napi_call_threadsafe_function(function_, completion.get(), napi_tsfn_nonblocking);
    if (status == napi_ok) completion.release();
  }

  /// Keeps the program running until Release() is called as often. Called on the thread of JavaScript.
  void Retain(napi_env env) {
    if (users_++ == 0 && function_) napi_ref_threadsafe_function(env, function_);
  }

  void Release(napi_env env) {
    if (--users_ == 0 && function_) napi_unref_threadsafe_function(env, function_);
  }

 private:
  static void Deliver(napi_env env, napi_value, void*, void* data) noexcept {
    const std::unique_ptr<Completion> completion(static_cast<Completion*>(data));
    if (env) completion->Deliver(env);
  }

  void Close() {
    const std::lock_guard<std::mutex> lock(mutex_);
    function_ = nullptr;
  }

  std::mutex mutex_;
  napi_threadsafe_function function_ = nullptr;  // changes on the thread of JavaScript, with the mutex held
  size_t users_ = 0;
};

/// Makes a Float64Array.
inline napi_status MakeFloat64Array(napi_env env, size_t length, double** data, napi_value* array) {
  void* bytes = nullptr;
  napi_value buffer;
  const napi_status status = napi_create_arraybuffer(env, length * sizeof(double), &bytes, &buffer);
  *data = static_cast<double*>(bytes);
  return status == napi_ok ? napi_create_typedarray(env, napi_float64_array, length, buffer, 0, array) : status;
}

/// Copies numbers into a new Float64Array.
inline napi_status CopyNumbers(napi_env env, const std::vector<double>& numbers, napi_value* array) {
  double* data;
  const napi_status status = MakeFloat64Array(env, numbers.size(), &data, array);
  if (status == napi_ok) std::copy(numbers.begin(), numbers.end(), data);
  return status;
}

}  // namespace psutil
