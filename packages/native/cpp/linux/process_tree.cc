#include "process_tree.h"

#include <sys/stat.h>

#include <algorithm>
#include <climits>
#include <cstdint>

#include "../posix/parse.h"
#include "file.h"
#include "pids.h"

namespace psutil {

namespace {

// A scan reads one file per process. A walk gives up after an eighth of that, so that it costs little in vain.
constexpr nlink_t kWorthWalking = 8;

/// Returns the number of files that a walk may read. The link count of /proc follows the number of processes:
/// proc_root_getattr() of fs/proc/root.c.
int64_t FilesToRead(const Host& host) {
  struct stat proc;
  return stat(host.proc.c_str(), &proc) == 0 ? static_cast<int64_t>(proc.st_nlink / kWorthWalking) : 0;
}

/// Returns the children of some threads, each of which the kernel lists by itself.
std::vector<int> ReadChildren(const std::string& tasks, const std::vector<int>& threads) {
  std::vector<int> children;
  for (const int thread : threads) {
    const std::string path = tasks + "/" + std::to_string(thread) + "/children";
    const std::string text = ReadShortFile(OpenToRead(path), path);
    std::string_view rest = text;
    for (std::string_view field = NextField(rest); !field.empty(); field = NextField(rest)) {
      children.push_back(static_cast<int>(std::min<uint64_t>(ParseNumber(field).value_or(0), INT_MAX)));
    }
  }
  return children;
}

/// Returns the children of a process. Throws SystemError where the kernel has no lists of them; returns nothing if a
/// thread ended meanwhile, as another thread then has its children.
std::optional<std::vector<int>> StableChildren(const std::string& proc, const ProcessRow& parent) {
  const std::string tasks = proc + "/" + std::to_string(parent.pid) + "/task";
  if (parent.info.numThreads == 1) return ReadChildren(tasks, {parent.pid});
  const std::vector<int> threads = NumericEntries(tasks);
  auto children = ReadChildren(tasks, threads);
  const std::vector<int> later = NumericEntries(tasks);
  if (!std::includes(later.begin(), later.end(), threads.begin(), threads.end())) return std::nullopt;
  return children;
}

}  // namespace

std::vector<int> ListedChildren(const std::string& proc, int pid) {
  const std::string tasks = proc + "/" + std::to_string(pid) + "/task";
  return ReadChildren(tasks, NumericEntries(tasks));
}

// The kernel's list omits children if others that it has listed are no longer children when it continues:
// get_children_pid() of fs/proc/array.c. It is complete if all of them still exist afterwards with that parent.
std::optional<std::vector<ProcessRow>> WalkTree(const Host& host, int root, bool recursive,
                                                const std::function<ProcessRow(int pid)>& read) try {
  int64_t left = FilesToRead(host);
  std::vector<ProcessRow> rows{read(root)};
  for (size_t at = 0; at < rows.size() && (at == 0 || recursive); ++at) {
    left -= rows[at].info.numThreads.value_or(1);
    if (left < 0) return std::nullopt;
    const auto children = StableChildren(host.proc, rows[at]);
    if (!children) return std::nullopt;
    left -= static_cast<int64_t>(children->size());
    if (left < 0) return std::nullopt;
    for (const int child : *children) {
      rows.push_back(read(child));
      if (rows.back().info.ppid != rows[at].pid) return std::nullopt;
    }
  }
  return rows;
} catch (const SystemError&) {
  return std::nullopt;
}

}  // namespace psutil
