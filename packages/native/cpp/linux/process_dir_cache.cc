#include "process_dir_cache.h"

#include <algorithm>
#include <cmath>

namespace psutil {

namespace {

constexpr size_t kMost = 64;

}  // namespace

ProcessDirCache& ProcessDirCache::Local() {
  static ProcessDirCache folders;
  return folders;
}

std::shared_ptr<const Directory> ProcessDirCache::Find(const Target& target) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto place = PlaceOf(target);
  if (place == known_.end()) return nullptr;
  known_.splice(known_.begin(), known_, place);
  return known_.front().directory;
}

void ProcessDirCache::Keep(const Target& target, std::shared_ptr<const Directory> directory) {
  if (!directory || std::isnan(target.start)) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (PlaceOf(target) != known_.end()) return;
  known_.push_front({target, std::move(directory)});
  if (known_.size() > kMost || !Exists(*known_.back().directory, "stat")) known_.pop_back();
}

void ProcessDirCache::ForgetOthers(const std::vector<int>& pids) {
  const std::lock_guard<std::mutex> lock(mutex_);
  known_.remove_if([&](const Known& known) { return !std::binary_search(pids.begin(), pids.end(), known.target.pid); });
}

void ProcessDirCache::Forget(const Target& target) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto place = PlaceOf(target);
  if (place != known_.end()) known_.erase(place);
}

std::list<ProcessDirCache::Known>::iterator ProcessDirCache::PlaceOf(const Target& target) {
  return std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
    return known.target.pid == target.pid && known.target.start == target.start;
  });
}

}  // namespace psutil
