#pragma once

#include <napi.h>

#include <algorithm>
#include <string>

#include "../core/collectors.h"
#include "../core/pack.h"
#include "completion_queue.h"

namespace psutil {

/// Makes the string of a packed result.
inline napi_status MakeText(napi_env env, const Packed& packed, napi_value* text) {
  const auto create = packed.ascii ? napi_create_string_latin1 : napi_create_string_utf8;
  return create(env, packed.text.data(), packed.text.size(), text);
}

/// The state of the addon in one JavaScript environment: each worker thread and each context has its own.
class Addon {
 public:
  explicit Addon(Napi::Object exports) : exports_(Napi::Weak(exports)) { Grow(exports.Env(), kFirstCapacity); }

  static Addon& Of(Napi::Env env) { return *env.GetInstanceData<Addon>(); }

  /// Passes a result to JavaScript: the numbers in `exports.numbers`, which is replaced when they outgrow it, and the
  /// text as the return value.
  Napi::Value Answer(Napi::Env env, const Packed& packed) {
    if (packed.numbers.size() > capacity_) Grow(env, packed.numbers.size() * 2);
    std::copy(packed.numbers.begin(), packed.numbers.end(), numbers_);
    return Text(env, packed);
  }

  static Napi::Value Text(Napi::Env env, const Packed& packed) {
    napi_value text;
    const napi_status status = MakeText(env, packed, &text);
    NAPI_THROW_IF_FAILED(env, status, Napi::Value());
    return Napi::Value(env, text);
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

  void Grow(Napi::Env env, size_t capacity) {
    Napi::Float64Array numbers = Napi::Float64Array::New(env, capacity);
    numbers_ = numbers.Data();
    capacity_ = capacity;
    exports_.Value().Set("numbers", numbers);
  }

  Napi::ObjectReference exports_;
  double* numbers_ = nullptr;
  size_t capacity_ = 0;
  std::shared_ptr<CompletionQueue> completion_queue_;
};

}  // namespace psutil
