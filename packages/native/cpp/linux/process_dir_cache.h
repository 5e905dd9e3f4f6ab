#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "../core/process.h"
#include "file.h"

namespace psutil {

/// A cache of open /proc/PID directories of processes that were identified. A descriptor stays bound to its process
/// even when the PID is reused, so reading it again needs neither opening nor identifying.
class ProcessDirCache {
 public:
  static ProcessDirCache& Local();

  /// Returns the directory of a process, or null.
  std::shared_ptr<const Directory> Find(const Target& target);

  /// Inserts a directory, unless it is null or the start is unknown. The least recently used entry beyond 64 is erased.
  void Insert(const Target& target, std::shared_ptr<const Directory> directory);

  void Erase(const Target& target);

  /// Erases all entries but those of some processes, whose PIDs are sorted.
  void EraseExcept(const std::vector<int>& pids);

 private:
  struct Entry {
    Target target;
    std::shared_ptr<const Directory> directory;
  };
  std::list<Entry>::iterator FindEntry(const Target& target);

  std::mutex mutex_;
  std::list<Entry> entries_;
};

}  // namespace psutil
