#include "process_dir_cache.h"

#include <algorithm>
#include <cmath>

namespace psutil {

namespace {

constexpr size_t kCapacity = 64;

}  // namespace

ProcessDirCache& ProcessDirCache::Local() {
  static auto& cache = *new ProcessDirCache;  // never destroyed, as a detached thread may use it
  return cache;
}

std::shared_ptr<const Directory> ProcessDirCache::Find(const Target& target) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = FindEntry(target);
  if (entry == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, entry);
  return entries_.front().directory;
}

void ProcessDirCache::Insert(const Target& target, std::shared_ptr<const Directory> directory) {
  if (!directory || std::isnan(target.start)) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (FindEntry(target) != entries_.end()) return;
  entries_.push_front({target, std::move(directory)});
  if (entries_.size() > kCapacity || !Exists(*entries_.back().directory, "stat")) entries_.pop_back();
}

void ProcessDirCache::EraseExcept(const std::vector<int>& pids) {
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_.remove_if([&](const Entry& each) { return !std::binary_search(pids.begin(), pids.end(), each.target.pid); });
}

void ProcessDirCache::Erase(const Target& target) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = FindEntry(target);
  if (entry != entries_.end()) entries_.erase(entry);
}

std::list<ProcessDirCache::Entry>::iterator ProcessDirCache::FindEntry(const Target& target) {
  return std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) {
    return each.target.pid == target.pid && each.target.start == target.start;
  });
}

}  // namespace psutil
