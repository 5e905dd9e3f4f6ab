#pragma once

#include <cerrno>
#include <system_error>
#include <thread>
#include <tuple>

#include "convert.h"

namespace psutil {

/// A collector `Result fn(Args...)` as three JavaScript functions: `sync` runs it on the thread of JavaScript, `async`
/// on the thread pool, and `detached` on a thread of its own, for system calls that may never return. The last two
/// return a promise. All results are packed: 0 and the result, or 1 and the failure.
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

  /// A call on another thread, which also packs the result, so that the thread of JavaScript only unpacks it.
  struct Call : Completion {
    Call(Function collector, Arguments given) : fn(collector), arguments(std::move(given)) {}

    void Execute() noexcept { Run(fn, arguments, packed); }

    /// A result that is too large for an array or a string of JavaScript is a failure instead.
    void Deliver(napi_env env) noexcept override {
      if (Resolve(env)) return;
      napi_value exception;
      napi_get_and_clear_last_exception(env, &exception);
      Fail(SystemError(EOVERFLOW, "napi_create_string").failure, packed);
      Resolve(env);
    }

    bool Resolve(napi_env env) noexcept {
      napi_value numbers;
      napi_value text;
      napi_value answer;
      return MakeFloat64Array(env, packed.numbers, &numbers) == napi_ok && MakeText(env, packed, &text) == napi_ok &&
             napi_create_array_with_length(env, 2, &answer) == napi_ok &&
             napi_set_element(env, answer, 0, numbers) == napi_ok &&
             napi_set_element(env, answer, 1, text) == napi_ok &&
             napi_resolve_deferred(env, deferred, answer) == napi_ok;
    }

    napi_deferred deferred = nullptr;
    Function fn;
    Arguments arguments;
    Packed packed;
  };

  struct PoolTask : Napi::AsyncWorker {
    PoolTask(Napi::Env env, std::unique_ptr<Call> started) : AsyncWorker(env), call(std::move(started)) {}
    void Execute() override { call->Execute(); }
    void OnOK() override { call->Deliver(Env()); }

    std::unique_ptr<Call> call;
  };

  static void Run(Function fn, const Arguments& arguments, Packed& packed) noexcept {
    packed.Clear();
    try {
      packed.Add(0.0);
      Pack(packed, std::apply(fn, arguments));
    } catch (const SystemError& error) {
      Fail(error.failure, packed);
    } catch (const std::bad_alloc&) {
      Fail(SystemError(ENOMEM, "malloc").failure, packed);
    } catch (const std::exception& error) {
      // An exception that reached a C frame of the runtime would end the program.
      Fail(SystemError(EFAULT, error.what()).failure, packed);
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

  // Two threads nearly halve the time of a large table; more would contend for locks of the kernel.
  static void Allow(Threads& threads) {
    threads.most = std::min(2U, std::max(1U, std::thread::hardware_concurrency()));
  }
  template <class T>
  static void Allow(T&) {}

  static std::unique_ptr<Call> Begin(Function fn, const Napi::CallbackInfo& info, napi_value* promise) {
    auto call = std::make_unique<Call>(fn, Read(info, std::index_sequence_for<Args...>{}));
    const napi_status status = napi_create_promise(info.Env(), &call->deferred, promise);
    if (status != napi_ok) throw Napi::Error::New(info.Env());
    return call;
  }

  static Napi::Value RunAsync(Function fn, const Napi::CallbackInfo& info) {
    napi_value promise;
    auto call = Begin(fn, info, &promise);
    std::apply([](auto&... argument) { (Allow(argument), ...); }, call->arguments);
    auto task = std::make_unique<PoolTask>(info.Env(), std::move(call));
    task->Queue();
    task.release();  // it deletes itself after its completion
    return Napi::Value(info.Env(), promise);
  }

  static Napi::Value RunDetached(Function fn, const Napi::CallbackInfo& info) {
    napi_value promise;
    auto call = Begin(fn, info, &promise);
    const auto queue = Addon::Of(info.Env()).completion_queue(info.Env());
    try {
      std::thread([queue, running = call.get()] {
        running->Execute();
        queue->Send(std::unique_ptr<Completion>(running));
      }).detach();
      call.release();  // the thread owns it
    } catch (const std::system_error&) {
      Fail(SystemError(EAGAIN, "pthread_create").failure, call->packed);
      call->Deliver(info.Env());
    }
    return Napi::Value(info.Env(), promise);
  }

  template <size_t... I>
  static Arguments Read(const Napi::CallbackInfo& info, std::index_sequence<I...>) {
    return Arguments{FromJs<std::tuple_element_t<I, Arguments>>(info[I])...};
  }
};

}  // namespace psutil
