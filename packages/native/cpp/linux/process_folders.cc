#include "process_folders.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr size_t kMost = 64;

}  // namespace

KnownFolders& KnownFolders::Local() {
  static KnownFolders folders;
  return folders;
}

std::shared_ptr<const Folder> KnownFolders::Find(const Target& target) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto place = PlaceOf(target);
  if (place == known_.end()) return nullptr;
  known_.splice(known_.begin(), known_, place);
  return known_.front().folder;
}

void KnownFolders::Keep(const Target& target, std::shared_ptr<const Folder> folder) {
  if (!folder || std::isnan(target.startTicks)) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (PlaceOf(target) != known_.end()) return;
  known_.push_front({target, std::move(folder)});
  if (known_.size() > kMost || !Exists(*known_.back().folder, "stat")) known_.pop_back();
}

void KnownFolders::ForgetOthers(const std::vector<int>& pids) {
  const std::lock_guard<std::mutex> lock(mutex_);
  known_.remove_if([&](const Known& known) { return !std::binary_search(pids.begin(), pids.end(), known.target.pid); });
}

void KnownFolders::Forget(const Target& target) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto place = PlaceOf(target);
  if (place != known_.end()) known_.erase(place);
}

std::list<KnownFolders::Known>::iterator KnownFolders::PlaceOf(const Target& target) {
  return std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
    return known.target.pid == target.pid && known.target.startTicks == target.startTicks;
  });
}
