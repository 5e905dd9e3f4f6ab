#include "reactor.h"

#include <cerrno>
#include <system_error>

#include "error.h"

namespace psutil {

std::shared_ptr<Reactor> Reactor::Shared(std::unique_ptr<Poller> (*make_poller)()) {
  static std::mutex mutex;
  // Never destroyed: worker threads may still run when the program calls exit(3).
  static auto& shared = *new std::weak_ptr<Reactor>();
  const std::lock_guard lock(mutex);
  std::shared_ptr<Reactor> reactor = shared.lock();
  if (!reactor) {
    reactor = std::make_shared<Reactor>(make_poller());
    shared = reactor;
  }
  return reactor;
}

Reactor::Reactor(std::unique_ptr<Poller> poller) : poller_(std::move(poller)) {}

Reactor::~Reactor() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  poller_->Wake();
  if (thread_.joinable()) thread_.join();
}

uint64_t Reactor::Watch(std::shared_ptr<EventSource> source, Listener listener) {
  const std::lock_guard lock(mutex_);
  const uint64_t token = ++last_token_;
  EventSource& armed = *source;
  watched_.emplace(token, Watched{std::move(source), std::move(listener)});
  try {
    poller_->Arm(armed, token);
    if (!thread_.joinable()) thread_ = std::thread([this] { Run(); });
  } catch (const std::system_error&) {
    poller_->Disarm(armed);
    watched_.erase(token);
    throw SystemError(EAGAIN, "pthread_create");
  } catch (const SystemError&) {
    watched_.erase(token);
    throw;
  }
  return token;
}

void Reactor::Rearm(uint64_t token) {
  const std::lock_guard lock(mutex_);
  const auto found = watched_.find(token);
  if (found != watched_.end()) poller_->Arm(*found->second.source, token);
}

void Reactor::Cancel(uint64_t token) {
  const std::lock_guard lock(mutex_);
  const auto found = watched_.find(token);
  if (found == watched_.end()) return;
  poller_->Disarm(*found->second.source);
  watched_.erase(found);
}

void Reactor::Run() {
  for (;;) {
    for (const uint64_t token : poller_->Wait()) Deliver(token);
    const std::lock_guard lock(mutex_);
    if (is_stopping_) return;
  }
}

void Reactor::Deliver(uint64_t token) {
  Watched watched;
  {
    const std::lock_guard lock(mutex_);
    const auto found = watched_.find(token);
    if (found == watched_.end() || is_stopping_) return;  // it was cancelled meanwhile
    if (found->second.source->IsOneShot()) {
      watched = std::move(found->second);
      poller_->Disarm(*watched.source);
      watched_.erase(found);
    } else {
      watched = found->second;
    }
  }
  ReadySource ready;
  ready.token = token;
  try {
    ready.events = watched.source->Read();
  } catch (const std::exception&) {
    ready.has_lost_events = true;
  }
  watched.listener(std::move(ready));
}

}  // namespace psutil
