#pragma once

#include <functional>
#include <optional>

#include "../core/process.h"

namespace psutil {

/// Returns the children that the kernel lists by the thread that created them; some may be missing while others end.
/// Throws SystemError where the kernel has no such lists.
std::vector<int> ListedChildren(const std::string& proc, int pid);

/// Returns a process and its children or, recursively, all its descendants, as `read` reads them with their parent and
/// number of threads. They are found through the kernel's lists of children. Returns nothing where reading all
/// processes costs no more, or where a list may be incomplete.
std::optional<std::vector<ProcessRow>> WalkTree(const Host& host, int root, bool recursive,
                                                const std::function<ProcessRow(int pid)>& read);

}  // namespace psutil
