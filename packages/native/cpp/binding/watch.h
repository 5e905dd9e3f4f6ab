#pragma once

#include <unordered_map>
#include <utility>

#include "addon.h"

namespace psutil {

/// The watches of one environment: each calls a JavaScript function when its source is ready, until it is stopped. A
/// pending watch keeps the program running.
class Watches : public std::enable_shared_from_this<Watches> {
 public:
  /// Returns the watches of an environment, which are created when they are first needed.
  static std::shared_ptr<Watches> Of(Napi::Env env) {
    Addon& addon = Addon::Of(env);
    if (!addon.watches) {
      const auto watches = std::make_shared<Watches>(addon.completion_queue(env));
      // The hook runs before that of the queue, since it is newer.
      env.AddCleanupHook([watches] { watches->Close(); });
      addon.watches = watches;
    }
    return std::static_pointer_cast<Watches>(addon.watches);
  }

  explicit Watches(std::shared_ptr<CompletionQueue> queue) : queue_(std::move(queue)) {}

  /// Starts a watch and returns a function that stops it. Throws SystemError.
  Napi::Value Start(Napi::Env env, std::shared_ptr<EventSource> source, Napi::Function callback) {
    if (!reactor_) reactor_ = Reactor::Shared(PlatformCollectors().watches.makePoller);
    const bool is_one_shot = source->IsOneShot();
    const auto listener = [queue = queue_, self = weak_from_this()](ReadySource ready) {
      queue->Send(std::make_unique<Ready>(self, std::move(ready)));
    };
    const uint64_t token = reactor_->Watch(std::move(source), listener);
    if (callbacks_.empty()) queue_->Retain(env);
    callbacks_.emplace(token, Callback{Napi::Persistent(callback), is_one_shot});
    const auto stop = [self = shared_from_this(), token](const Napi::CallbackInfo& info) {
      self->Stop(info.Env(), token);
    };
    return Napi::Function::New(env, stop, "stop");
  }

 private:
  struct Callback {
    Napi::FunctionReference function;
    bool is_one_shot;
  };

  struct Ready : Completion {
    Ready(std::weak_ptr<Watches> to, ReadySource from) : watches(std::move(to)), source(std::move(from)) {}

    void Deliver(napi_env env) noexcept override {
      if (const auto alive = watches.lock()) alive->Call(env, source);
    }

    const std::weak_ptr<Watches> watches;
    const ReadySource source;
  };

  void Stop(napi_env env, uint64_t token) {
    if (callbacks_.erase(token) == 0) return;
    if (reactor_) reactor_->Cancel(token);
    if (callbacks_.empty()) queue_->Release(env);
  }

  void Call(napi_env env, const ReadySource& ready) noexcept {
    const auto found = callbacks_.find(ready.token);
    if (found == callbacks_.end()) return;  // it was stopped meanwhile
    napi_value function;
    if (napi_get_reference_value(env, found->second.function, &function) != napi_ok) return;
    if (found->second.is_one_shot) Stop(env, ready.token);
    napi_value argument;
    napi_value global;
    napi_status status = napi_get_global(env, &global);
    if (status == napi_ok && ready.has_lost_events) status = napi_get_null(env, &argument);
    if (status == napi_ok && !ready.has_lost_events) status = CopyNumbers(env, ready.events, &argument);
    if (status == napi_ok) status = napi_call_function(env, global, function, 1, &argument, nullptr);
    ReportException(env);
    if (reactor_) Rearm(ready.token);
  }

  void Rearm(uint64_t token) noexcept {
    try {
      reactor_->Rearm(token);
    } catch (const SystemError&) {
      // The source can no longer be waited for: the watch stays silent, as after its end.
    }
  }

  /// An exception of the callback is an uncaught exception, as one of an event listener is.
  static void ReportException(napi_env env) noexcept {
    bool is_pending = false;
    napi_value exception;
    if (napi_is_exception_pending(env, &is_pending) != napi_ok || !is_pending) return;
    if (napi_get_and_clear_last_exception(env, &exception) == napi_ok) napi_fatal_exception(env, exception);
  }

  /// Called before the environment ends: stops all watches. The last environment also stops the thread of the reactor.
  void Close() {
    for (const auto& [token, callback] : callbacks_) reactor_->Cancel(token);
    reactor_.reset();
    callbacks_.clear();
  }

  const std::shared_ptr<CompletionQueue> queue_;
  std::shared_ptr<Reactor> reactor_;
  std::unordered_map<uint64_t, Callback> callbacks_;
};

/// Returns a failure in place of a result, packed as those of collectors are.
inline Napi::Value PackFailure(Napi::Env env, const Failure& failure) {
  Addon& addon = Addon::Of(env);
  addon.packed.Clear();
  Pack(addon.packed, failure);
  napi_value text;
  NAPI_THROW_IF_FAILED(env, addon.Answer(env, &text), Napi::Value());
  return Napi::Value(env, text);
}

/// Exports `watchProcessExit(host, target, callback)`, which calls back once when the process has ended.
inline void ExportProcessExit(Napi::Object exports, std::shared_ptr<EventSource> (*open)(const Host&, const Target&)) {
  const auto watch = [open](const Napi::CallbackInfo& info) -> Napi::Value {
    try {
      auto source = open(FromJs<Host>(info[0]), FromJs<Target>(info[1]));
      return Watches::Of(info.Env())->Start(info.Env(), std::move(source), info[2].As<Napi::Function>());
    } catch (const SystemError& error) {
      return PackFailure(info.Env(), error.failure);
    }
  };
  exports.Set("watchProcessExit", Napi::Function::New(exports.Env(), watch, "watchProcessExit"));
}

/// Exports `watchProcessEvents(callback)`, which calls back with the numbers of events, or with null where some were
/// lost.
inline void ExportProcessEvents(Napi::Object exports, std::shared_ptr<EventSource> (*open)()) {
  const auto watch = [open](const Napi::CallbackInfo& info) -> Napi::Value {
    try {
      return Watches::Of(info.Env())->Start(info.Env(), open(), info[0].As<Napi::Function>());
    } catch (const SystemError& error) {
      return PackFailure(info.Env(), error.failure);
    }
  };
  exports.Set("watchProcessEvents", Napi::Function::New(exports.Env(), watch, "watchProcessEvents"));
}

}  // namespace psutil
