#pragma once

#include <uv.h>

#include "addon.h"

namespace psutil {

/// A descriptor of which JavaScript is told whenever it is readable, until it is stopped. It costs no thread: Node's
/// own loop waits for it.
class Watcher {
 public:
  using Tell = std::function<void(Watcher&, Napi::Env)>;

  /// Gives a function that stops it, or a failure. The descriptor is the watcher's from now on.
  static Napi::Value Start(Napi::Env env, int fd, Napi::Function callback, Tell tell) {
    auto watcher = std::make_shared<Watcher>(env, fd, callback, std::move(tell));
    const int status = watcher->Open();
    if (status != 0) {
      Close(fd);
      throw SystemError(-status, "epoll_ctl");
    }
    watcher->self_ = watcher;
    return Napi::Function::New(env, [watcher](const Napi::CallbackInfo&) { watcher->Stop(); }, "stop");
  }

  Watcher(Napi::Env env, int fd, Napi::Function callback, Tell tell)
      : env_(env), fd_(fd), callback_(Napi::Persistent(callback)), tell_(std::move(tell)) {}

  int fd() const { return fd_; }

  void Call(const std::initializer_list<napi_value>& args) {
    const Napi::Function callback = callback_.Value();
    try {
      callback.MakeCallback(env_.Global(), args);
    } catch (const Napi::Error& error) {
      napi_fatal_exception(env_, error.Value());
    }
  }

  void Stop() {
    if (stopped_) return;
    stopped_ = true;
    callback_.Reset();
    uv_close(reinterpret_cast<uv_handle_t*>(&poll_), [](uv_handle_t* handle) {
      auto* watcher = static_cast<Watcher*>(handle->data);
      Close(watcher->fd_);
      if (watcher->hook_) napi_remove_async_cleanup_hook(watcher->hook_);
      watcher->self_.reset();  // which may be the last that holds it
    });
  }

 private:
  static void Close(int fd) {
    uv_fs_t request;
    uv_fs_close(nullptr, &request, fd, nullptr);
    uv_fs_req_cleanup(&request);
  }

  /// 0, or an error number of libuv, which is negative.
  int Open() {
    uv_loop_t* loop = nullptr;
    napi_get_uv_event_loop(env_, &loop);
    const int status = uv_poll_init(loop, &poll_, fd_);
    if (status != 0) return status;
    poll_.data = this;
    uv_poll_start(&poll_, UV_READABLE, [](uv_poll_t* poll, int, int) {
      const auto watcher = static_cast<Watcher*>(poll->data)->self_;  // what it tells may stop it
      const Napi::HandleScope scope(watcher->env_);
      watcher->tell_(*watcher, watcher->env_);
    });
    // An environment that ends, such as a worker's, waits until the loop has let go of it.
    napi_add_async_cleanup_hook(
        env_, [](napi_async_cleanup_hook_handle, void* data) { static_cast<Watcher*>(data)->Stop(); }, this, &hook_);
    return 0;
  }

  Napi::Env env_;
  int fd_;
  Napi::FunctionReference callback_;
  Tell tell_;
  uv_poll_t poll_;
  bool stopped_ = false;
  napi_async_cleanup_hook_handle hook_ = nullptr;
  std::shared_ptr<Watcher> self_;
};

/// A failure instead of an answer, packed as those of collectors are.
inline Napi::Value Failed(Napi::Env env, const Failure& failure) {
  Addon& addon = Addon::Of(env);
  addon.packed.Clear();
  Pack(addon.packed, failure);
  return addon.Answer(env, addon.packed);
}

/// `watchEnd(host, target, callback)`: calls back once when the process has ended.
inline void ExportWatchEnd(Napi::Object exports, int (*open)(const Host&, const Target&)) {
  const auto watch = [open](const Napi::CallbackInfo& info) -> Napi::Value {
    try {
      const int fd = open(FromJs<Host>(info[0]), FromJs<Target>(info[1]));
      return Watcher::Start(info.Env(), fd, info[2].As<Napi::Function>(), [](Watcher& watcher, Napi::Env env) {
        watcher.Call({env.Undefined()});
        watcher.Stop();
      });
    } catch (const SystemError& error) {
      return Failed(info.Env(), error.failure);
    }
  };
  exports.Set("watchEnd", Napi::Function::New(exports.Env(), watch, "watchEnd"));
}

/// `watchEvents(callback)`: calls back with the numbers of what happened, or with null where some of it was lost.
inline void ExportWatchEvents(Napi::Object exports, const ProcessWatches& watches) {
  const auto read = watches.readEvents;
  const auto watch = [open = watches.events, read](const Napi::CallbackInfo& info) -> Napi::Value {
    try {
      return Watcher::Start(info.Env(), open(), info[0].As<Napi::Function>(), [read](Watcher& watcher, Napi::Env env) {
        try {
          const std::vector<double> events = read(watcher.fd());
          Napi::Float64Array numbers = Napi::Float64Array::New(env, events.size());
          std::copy(events.begin(), events.end(), numbers.Data());
          watcher.Call({numbers});
        } catch (const SystemError&) {
          watcher.Call({env.Null()});
        }
      });
    } catch (const SystemError& error) {
      return Failed(info.Env(), error.failure);
    }
  };
  exports.Set("watchEvents", Napi::Function::New(exports.Env(), watch, "watchEvents"));
}

}  // namespace psutil
