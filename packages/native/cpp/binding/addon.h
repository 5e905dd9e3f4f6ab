#pragma once

#include <napi.h>

#include <algorithm>
#include <string>

#include "../core/collectors.h"
#include "../core/pack.h"
#include "completion_queue.h"

namespace psutil {

/// Makes the string of a packed result. Fails if V8 has no strings of that length.
inline napi_status MakeText(napi_env env, const Packed& packed, napi_value* text) {
  const auto create = packed.ascii ? napi_create_string_latin1 : napi_create_string_utf8;
  return create(env, packed.text.data(), packed.text.size(), text);
}

/// The state of the addon in one JavaScript environment: each worker thread and each context has its own.
class Addon {
 public:
  explicit Addon(Napi::Object exports) : exports_(Napi::Weak(exports)) {
    NAPI_THROW_IF_FAILED_VOID(exports.Env(), Resize(exports.Env(), kFirstCapacity));
  }

  static Addon& Of(Napi::Env env) { return *env.GetInstanceData<Addon>(); }

  /// Passes `packed` to JavaScript: the numbers in `exports.numbers`, which is replaced when they outgrow it, and the
  /// text as the return value. The memory of a large result is not kept.
  napi_status Answer(napi_env env, napi_value* text) {
    const size_t size = packed.numbers.size();
    napi_status status = napi_ok;
    if (size > capacity_ || (capacity_ > kLargeCapacity && size < kFirstCapacity)) {
      status = Resize(env, std::max(size, kFirstCapacity) * (size > kLargeCapacity ? 1 : 2));
    }
    if (status == napi_ok) {
      std::copy(packed.numbers.begin(), packed.numbers.end(), numbers_);
      status = MakeText(env, packed, text);
    }
    if (size > kLargeCapacity || packed.text.size() > kLargeCapacity) packed = Packed();
    return status;
  }

  /// Returns the completion queue, which is created when it is first needed.
  std::shared_ptr<CompletionQueue> completion_queue(Napi::Env env) {
    if (!completion_queue_) completion_queue_ = CompletionQueue::Open(env);
    return completion_queue_;
  }

  Host host;                      // the default
  std::shared_ptr<void> watches;  // of watch.h
  Packed packed;                  // reused by synchronous calls

 private:
  static constexpr size_t kFirstCapacity = 512;

  static constexpr size_t kLargeCapacity = size_t{1} << 17;

  napi_status Resize(napi_env env, size_t capacity) {
    napi_value numbers;
    napi_value exports;
    double* data = nullptr;
    napi_status status = MakeFloat64Array(env, capacity, &data, &numbers);
    if (status == napi_ok) status = napi_get_reference_value(env, exports_, &exports);
    if (status == napi_ok) status = napi_set_named_property(env, exports, "numbers", numbers);
    if (status != napi_ok) return status;
    numbers_ = data;
    capacity_ = capacity;
    return napi_ok;
  }

  Napi::ObjectReference exports_;
  double* numbers_ = nullptr;
  size_t capacity_ = 0;
  std::shared_ptr<CompletionQueue> completion_queue_;
};

}  // namespace psutil
