#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace psutil {

constexpr size_t kMebibyte = size_t{1} << 20;

/// Limits the memory that one call uses for values whose size the processes control, such as arguments and paths. Each
/// process has a share that no other process can use up. Beyond it, a process takes at most a quarter of what is left
/// of a common pool.
class ReadBudget {
 public:
  /// `pool` is the size of the pool of a call that reads several processes, which has to be fast whatever they do.
  explicit ReadBudget(size_t pool) : pool_of_many_(pool) {}

  /// Sets the number of processes that are read.
  void Divide(size_t processes) {
    share_ = std::min(kMaxShare, kAllShares / std::max<size_t>(processes, 1));
    if (processes > 1) pool_ = static_cast<int64_t>(pool_of_many_);
  }

  size_t share() const { return share_; }
  size_t pool() const { return static_cast<size_t>(std::max<int64_t>(pool_.load(std::memory_order_relaxed), 0)); }
  void TakeFromPool(size_t bytes) { pool_.fetch_sub(static_cast<int64_t>(bytes), std::memory_order_relaxed); }

 private:
  static constexpr size_t kMaxShare = 16 * 1024;
  static constexpr size_t kAllShares = 128 * kMebibyte;
  static constexpr int64_t kPoolOfOne = 512 * kMebibyte;

  const size_t pool_of_many_;
  size_t share_ = kMaxShare;
  std::atomic<int64_t> pool_{kPoolOfOne};
};

/// The part of a ReadBudget that one process can use.
class ProcessBudget {
 public:
  explicit ProcessBudget(ReadBudget& call)
      : call_(call), share_(call.share()), available_(call.share() + call.pool() / 4) {}

  size_t available() const { return available_; }

  /// Takes bytes, or returns false if fewer are available.
  bool Take(size_t bytes) {
    if (bytes > available_) return false;
    available_ -= bytes;
    const size_t own = std::min(bytes, share_);
    share_ -= own;
    if (bytes > own) call_.TakeFromPool(bytes - own);
    return true;
  }

 private:
  ReadBudget& call_;
  size_t share_;
  size_t available_;
};

}  // namespace psutil
