#pragma once

#include <tuple>

#include "convert.h"

/// A collector `Result fn(Args...)` as two JavaScript functions. `here` runs it on JavaScript's thread; `pool` runs
/// it on the thread pool and answers by a promise. Both answer packed: 0 and the result, or 1 and the failure.
template <class Result, class... Args>
class Exported {
 public:
  using Function = Result (*)(Args...);

  static Napi::Function Here(Napi::Env env, const char* name, Function fn) {
    return Napi::Function::New(env, [fn](const Napi::CallbackInfo& info) { return RunHere(fn, info); }, name);
  }

  static Napi::Function Pool(Napi::Env env, const char* name, Function fn) {
    return Napi::Function::New(env, [fn](const Napi::CallbackInfo& info) { return RunOnPool(fn, info); }, name);
  }

 private:
  using Arguments = std::tuple<std::decay_t<Args>...>;

  struct Task : Napi::AsyncWorker {
    Task(Napi::Env env, Function collector, Arguments given)
        : AsyncWorker(env), promise(env), fn(collector), arguments(std::move(given)) {}

    // On a thread of the pool. Packing happens here too, so that JavaScript's thread only has to unpack.
    void Execute() override { Run(fn, arguments, packed); }

    // On JavaScript's thread.
    void OnOK() override {
      Napi::Float64Array numbers = Napi::Float64Array::New(Env(), packed.numbers.size());
      std::copy(packed.numbers.begin(), packed.numbers.end(), numbers.Data());
      Napi::Array answer = Napi::Array::New(Env(), 2);
      answer.Set(0u, numbers);
      answer.Set(1u, Addon::Text(Env(), packed));
      promise.Resolve(answer);
    }
    void OnError(const Napi::Error& error) override { promise.Reject(error.Value()); }

    Napi::Promise::Deferred promise;
    Function fn;
    Arguments arguments;
    Packed packed;
  };

  static void Run(Function fn, const Arguments& arguments, Packed& packed) {
    packed.Clear();
    try {
      packed.Add(0.0);
      Pack(packed, std::apply(fn, arguments));
    } catch (const SystemError& error) {
      packed.Clear();
      packed.Add(1.0);
      Pack(packed, error.failure);
    }
  }

  static Napi::Value RunHere(Function fn, const Napi::CallbackInfo& info) {
    Addon& addon = Addon::Of(info.Env());
    Run(fn, Read(info, std::index_sequence_for<Args...>{}), addon.packed);
    return addon.Answer(info.Env(), addon.packed);
  }

  static Napi::Value RunOnPool(Function fn, const Napi::CallbackInfo& info) {
    auto* task = new Task(info.Env(), fn, Read(info, std::index_sequence_for<Args...>{}));
    const Napi::Promise promise = task->promise.Promise();
    task->Queue();  // the task deletes itself once it has settled the promise
    return promise;
  }

  template <size_t... I>
  static Arguments Read(const Napi::CallbackInfo& info, std::index_sequence<I...>) {
    return Arguments{FromJs<std::tuple_element_t<I, Arguments>>(info[I])...};
  }
};
