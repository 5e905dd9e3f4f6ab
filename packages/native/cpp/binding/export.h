#pragma once

#include <cerrno>
#include <system_error>
#include <thread>
#include <tuple>

#include "convert.h"

namespace psutil {

/// A collector `Result fn(Args...)` as three JavaScript functions. `here` runs it on JavaScript's thread; `pool` runs
/// it on the thread pool, and `apart` on a thread of its own, for what the kernel may never answer: both give a
/// promise. All answer packed: 0 and the result, or 1 and the failure.
template <class Result, class... Args>
class Exported {
 public:
  using Function = Result (*)(Args...);

  static Napi::Function Sync(Napi::Env env, const char* name, Function fn) {
    return Napi::Function::New(env, [fn](const Napi::CallbackInfo& info) { return RunSync(fn, info); }, name);
  }

  static Napi::Function Detached(Napi::Env env, const char* name, Function fn) {
    return Napi::Function::New(env, [fn](const Napi::CallbackInfo& info) { return RunDetached(fn, info); }, name);
  }

  static Napi::Function Async(Napi::Env env, const char* name, Function fn) {
    return Napi::Function::New(env, [fn](const Napi::CallbackInfo& info) { return RunAsync(fn, info); }, name);
  }

 private:
  using Arguments = std::tuple<std::decay_t<Args>...>;

  /// A call whose answer is awaited. It runs, and packs, on another thread, so that JavaScript's has only to unpack.
  struct Call : DetachedTask {
    Call(Napi::Env env, Function collector, Arguments given)
        : promise(env), fn(collector), arguments(std::move(given)) {}

    void Execute() override { Run(fn, arguments, packed); }

    void Resolve(Napi::Env env) override {
      Napi::Float64Array numbers = Napi::Float64Array::New(env, packed.numbers.size());
      std::copy(packed.numbers.begin(), packed.numbers.end(), numbers.Data());
      Napi::Array answer = Napi::Array::New(env, 2);
      answer.Set(0u, numbers);
      answer.Set(1u, Addon::Text(env, packed));
      promise.Resolve(answer);
    }

    Napi::Promise::Deferred promise;
    Function fn;
    Arguments arguments;
    Packed packed;
  };

  struct PoolTask : Napi::AsyncWorker {
    PoolTask(Napi::Env env, std::unique_ptr<Call> asked) : AsyncWorker(env), call(std::move(asked)) {}
    void Execute() override { call->Execute(); }
    void OnOK() override { call->Resolve(Env()); }
    void OnError(const Napi::Error& error) override { call->promise.Reject(error.Value()); }

    std::unique_ptr<Call> call;
  };

  static void Run(Function fn, const Arguments& arguments, Packed& packed) {
    packed.Clear();
    try {
      packed.Add(0.0);
      Pack(packed, std::apply(fn, arguments));
    } catch (const SystemError& error) {
      Fail(error.failure, packed);
    }
  }

  static void Fail(const Failure& failure, Packed& packed) {
    packed.Clear();
    packed.Add(1.0);
    Pack(packed, failure);
  }

  static Napi::Value RunSync(Function fn, const Napi::CallbackInfo& info) {
    Addon& addon = Addon::Of(info.Env());
    Run(fn, Read(info, std::index_sequence_for<Args...>{}), addon.packed);
    return addon.Answer(info.Env(), addon.packed);
  }

  // Two nearly halve the time of a large table; more would wait for the kernel's locks and take from the pool's CPUs.
  static void Allow(Threads& threads) {
    threads.most = std::min(2U, std::max(1U, std::thread::hardware_concurrency()));
  }
  template <class T>
  static void Allow(T&) {}

  static Napi::Value RunAsync(Function fn, const Napi::CallbackInfo& info) {
    auto call = std::make_unique<Call>(info.Env(), fn, Read(info, std::index_sequence_for<Args...>{}));
    std::apply([](auto&... argument) { (Allow(argument), ...); }, call->arguments);
    const Napi::Promise promise = call->promise.Promise();
    auto* task = new PoolTask(info.Env(), std::move(call));
    task->Queue();  // the task deletes itself once it has settled the promise
    return promise;
  }

  static Napi::Value RunDetached(Function fn, const Napi::CallbackInfo& info) {
    std::unique_ptr<Call> call = std::make_unique<Call>(info.Env(), fn, Read(info, std::index_sequence_for<Args...>{}));
    const Napi::Promise promise = call->promise.Promise();
    const auto completion_queue = Addon::Of(info.Env()).completion_queue(info.Env());
    try {
      std::thread([completion_queue, job = call.get()] {
        job->Execute();
        completion_queue->Send(std::unique_ptr<DetachedTask>(job));
      }).detach();
      call.release();  // it is the thread's
    } catch (const std::system_error&) {
      Fail(SystemError(EAGAIN, "pthread_create").failure, call->packed);
      call->Resolve(info.Env());
    }
    return promise;
  }

  template <size_t... I>
  static Arguments Read(const Napi::CallbackInfo& info, std::index_sequence<I...>) {
    return Arguments{FromJs<std::tuple_element_t<I, Arguments>>(info[I])...};
  }
};

}  // namespace psutil
