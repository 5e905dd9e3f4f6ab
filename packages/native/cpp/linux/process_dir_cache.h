#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "../core/process.h"
#include "file.h"

namespace psutil {

/// Folders of this machine's processes that were read before, and proved to be theirs. Each stays bound to its one
/// process, even when the pid goes to another: to read that again costs neither finding nor proving it.
class ProcessDirCache {
 public:
  static ProcessDirCache& Local();

  /// Null where the process is not known.
  std::shared_ptr<const Directory> Find(const Target& target);

  /// Keeps a directory, if there is one, of a process whose start is known. Beyond a few, the one that was used the
  /// longest ago goes.
  void Keep(const Target& target, std::shared_ptr<const Directory> directory);

  void Forget(const Target& target);

  /// Lets go of all but those of some processes, whose pids are in order.
  void ForgetOthers(const std::vector<int>& pids);

 private:
  struct Known {
    Target target;
    std::shared_ptr<const Directory> directory;
  };
  std::list<Known>::iterator PlaceOf(const Target& target);

  std::mutex mutex_;
  std::list<Known> known_;
};

}  // namespace psutil
