#include "reactor.h"

#include <cerrno>
#include <system_error>

#include "error.h"

namespace psutil {

using Lock = std::lock_guard<std::mutex>;

Reactor::Reactor(std::unique_ptr<Poller> poller, Listener listener)
    : poller_(std::move(poller)), listener_(std::move(listener)) {}

Reactor::~Reactor() {
  {
    const Lock lock(mutex_);
    is_stopping_ = true;
  }
  poller_->Wake();
  if (thread_.joinable()) thread_.join();
}

uint64_t Reactor::Watch(std::shared_ptr<EventSource> source) {
  const Lock lock(mutex_);
  const uint64_t token = ++last_token_;
  sources_.emplace(token, source);
  try {
    poller_->Arm(*source, token);
    if (!thread_.joinable()) thread_ = std::thread([this] { Run(); });
  } catch (const std::system_error&) {
    poller_->Disarm(*source);
    sources_.erase(token);
    throw SystemError(EAGAIN, "pthread_create");
  } catch (const SystemError&) {
    sources_.erase(token);
    throw;
  }
  return token;
}

void Reactor::Rearm(uint64_t token) {
  const Lock lock(mutex_);
  const auto found = sources_.find(token);
  if (found != sources_.end()) poller_->Arm(*found->second, token);
}

void Reactor::Cancel(uint64_t token) {
  const Lock lock(mutex_);
  const auto found = sources_.find(token);
  if (found == sources_.end()) return;
  poller_->Disarm(*found->second);
  sources_.erase(found);
}

void Reactor::Run() {
  for (;;) {
    for (const uint64_t token : poller_->Wait()) Deliver(token);
    const Lock lock(mutex_);
    if (is_stopping_) return;
  }
}

void Reactor::Deliver(uint64_t token) {
  std::shared_ptr<EventSource> source;
  {
    const Lock lock(mutex_);
    const auto found = sources_.find(token);
    if (found == sources_.end() || is_stopping_) return;  // it was cancelled meanwhile
    source = found->second;
    if (source->IsOneShot()) {
      poller_->Disarm(*source);
      sources_.erase(found);
    }
  }
  ReadySource ready;
  ready.token = token;
  try {
    ready.events = source->Read();
  } catch (const SystemError&) {
    ready.has_lost_events = true;
  }
  listener_(std::move(ready));
}

}  // namespace psutil
