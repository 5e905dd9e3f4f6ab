#pragma once

#include <cerrno>
#include <thread>
#include <tuple>

#include "convert.h"
#include "thread_pool.h"

namespace psutil {

/// A collector `Result fn(Args...)` as three JavaScript functions: `sync` runs it on the thread of JavaScript, `async`
/// on the thread pool, and `detached` on a thread of its own, for system calls that may never return. The last two
/// return a promise, of which only that of `async` keeps the program running. All results are packed: 0 and the result,
/// or 1 and the failure.
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

    void Deliver(napi_env env) noexcept override {
      if (retained) retained->Release(env);
      if (Resolve(env)) return;
      ClearException(env);
      Fail(TooLarge(), packed);
      Resolve(env);
    }

    bool Resolve(napi_env env) noexcept {
      napi_value numbers;
      napi_value text;
      napi_value answer;
      return CopyNumbers(env, packed.numbers, &numbers) == napi_ok && MakeText(env, packed, &text) == napi_ok &&
             napi_create_array_with_length(env, 2, &answer) == napi_ok &&
             napi_set_element(env, answer, 0, numbers) == napi_ok &&
             napi_set_element(env, answer, 1, text) == napi_ok &&
             napi_resolve_deferred(env, deferred, answer) == napi_ok;
    }

    napi_deferred deferred = nullptr;
    std::shared_ptr<CompletionQueue> retained;  // keeps the program running
    Function fn;
    Arguments arguments;
    Packed packed;
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
    packed = Packed();  // frees memory, which may be exhausted
    packed.Add(1.0);
    Pack(packed, failure);
  }

  /// The failure of a result that does not fit into an array or a string of JavaScript.
  static Failure TooLarge() { return SystemError(EOVERFLOW, "napi_create_string").failure; }

  static void ClearException(napi_env env) {
    napi_value exception;
    napi_get_and_clear_last_exception(env, &exception);
  }

  static Napi::Value RunSync(Function fn, const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    Addon& addon = Addon::Of(env);
    Run(fn, Read(info, std::index_sequence_for<Args...>{}), addon.packed);
    napi_value text;
    if (addon.Answer(env, &text) == napi_ok) return Napi::Value(env, text);
    ClearException(env);
    Fail(TooLarge(), addon.packed);
    NAPI_THROW_IF_FAILED(env, addon.Answer(env, &text), Napi::Value());
    return Napi::Value(env, text);
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

  /// Starts a call on another thread, which `start` passes its work to.
  template <class StartWork>
  static Napi::Value Start(Napi::Env env, std::unique_ptr<Call> call, napi_value promise, StartWork&& start) {
    const auto queue = Addon::Of(env).completion_queue(env);
    try {
      start([queue, running = call.get()] {
        running->Execute();
        queue->Send(std::unique_ptr<Completion>(running));
      });
      call.release();  // the thread owns it
    } catch (const std::exception&) {
      Fail(SystemError(EAGAIN, "pthread_create").failure, call->packed);
      call->Deliver(env);
    }
    return Napi::Value(env, promise);
  }

  static Napi::Value RunAsync(Function fn, const Napi::CallbackInfo& info) {
    napi_value promise;
    auto call = Begin(fn, info, &promise);
    std::apply([](auto&... argument) { (Allow(argument), ...); }, call->arguments);
    call->retained = Addon::Of(info.Env()).completion_queue(info.Env());
    call->retained->Retain(info.Env());
    return Start(info.Env(), std::move(call), promise, [](auto work) { ThreadPool::Shared().Run(work); });
  }

  static Napi::Value RunDetached(Function fn, const Napi::CallbackInfo& info) {
    napi_value promise;
    auto call = Begin(fn, info, &promise);
    return Start(info.Env(), std::move(call), promise, [](auto work) { std::thread(work).detach(); });
  }

  template <size_t... I>
  static Arguments Read(const Napi::CallbackInfo& info, std::index_sequence<I...>) {
    return Arguments{FromJs<std::tuple_element_t<I, Arguments>>(info[I])...};
  }
};

}  // namespace psutil
