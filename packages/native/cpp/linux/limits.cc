#include "limits.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include "../core/error.h"
#include "../posix/parse.h"
#include "file.h"
#include "memory.h"
#include "pressure.h"

namespace psutil {

namespace {

/// The mount point, path and version of a control group hierarchy.
struct Hierarchy {
  std::string mount;
  std::string path;
  int version = 0;
};

/// A control group and its ancestors, the group itself first. Ancestors that a container or namespace hides are
/// missing.
class Ancestors {
 public:
  explicit Ancestors(const Hierarchy& hierarchy) {
    std::string path = hierarchy.path;
    while (path.compare(0, 3, "/..") == 0) path.erase(0, 3);  // outside this cgroup namespace
    for (;;) {
      const std::string directory = path == "/" ? hierarchy.mount : hierarchy.mount + path;
      if (Exists(directory)) directories_.push_back(directory);
      const size_t slash = path.rfind('/');
      if (path == "/" || slash == std::string::npos) return;
      path.resize(std::max<size_t>(slash, 1));
    }
  }

  const std::vector<std::string>& Directories() const { return directories_; }

  /// Returns the first number that the group or an ancestor has in a file; nothing for "max" or -1.
  std::optional<uint64_t> Nearest(const std::string& file) const {
    const auto found = First(file);
    return found ? Parse(found->text, found->path) : std::nullopt;
  }

  /// Returns the value of a key in the first such file; 0 without the key.
  uint64_t Nearest(const std::string& file, std::string_view key) const {
    const auto found = First(file);
    if (!found) return 0;
    LineParser lines(found->text, found->path);
    for (std::string_view line; lines.Next(line);) {
      if (NextField(line) == key) return lines.Number(NextField(line));
    }
    return 0;
  }

  /// Returns the least number that the group or an ancestor has in a file.
  std::optional<uint64_t> Minimum(const std::string& file) const {
    std::optional<uint64_t> least;
    for (const std::string& directory : directories_) {
      const auto text = ReadCgroupFile(directory + "/" + file);
      const auto limit = text ? Parse(*text, directory + "/" + file) : std::nullopt;
      if (limit) least = std::min(least.value_or(*limit), *limit);
    }
    return least;
  }

 private:
  struct File {
    std::string text;
    std::string path;
  };

  std::optional<File> First(const std::string& file) const {
    for (const std::string& directory : directories_) {
      const std::string path = directory + "/" + file;
      if (auto text = ReadCgroupFile(path)) return File{std::move(*text), path};
    }
    return std::nullopt;
  }

  static std::optional<uint64_t> Parse(std::string_view text, const std::string& path) {
    const LineParser lines(text, path);
    const std::string_view field = NextField(text);
    if (field == "max" || field == "-1") return std::nullopt;
    return lines.Number(field);
  }

  std::vector<std::string> directories_;
};

// Version 1 represents no limit by the greatest multiple of the page size.
constexpr uint64_t kUnlimited = uint64_t{1} << 62;

Nullable<uint64_t> Below(std::optional<uint64_t> limit, uint64_t end) {
  if (!limit || *limit >= end) return {};
  return *limit;
}

/// The control groups of a process, as proc_pid_cgroup(5) lists them and as they are usually mounted.
class Hierarchies {
 public:
  Hierarchies(const Host& host, std::string_view text, const std::string& path)
      : root_(host.sys + "/fs/cgroup"), unified_mount_(CgroupV2Mount(host)) {
    LineParser lines(text, path);
    for (std::string_view line; lines.Next(line);) AddLine(line, lines);
  }

  Hierarchy Of(const std::string& controller) const {
    for (const Hierarchy& hierarchy : hierarchies_) {
      std::string_view names = std::string_view(hierarchy.mount).substr(root_.size() + 1);
      while (!names.empty()) {
        if (SplitNext(names, ',') != controller) continue;
        const std::string own = root_ + "/" + controller;
        return {Exists(own) ? own : hierarchy.mount, hierarchy.path, 1};
      }
    }
    return unified_;
  }

 private:
  void AddLine(std::string_view line, const LineParser& lines) {
    const std::string_view number = SplitNext(line, ':');
    const std::string_view controllers = SplitNext(line, ':');
    // proc_cgroup_show() of kernel/cgroup/cgroup.c writes a path that fits into PATH_MAX, without empty components.
    const bool is_path = !line.empty() && line[0] == '/' && line.size() < PATH_MAX;
    if (!is_path || line.find("//") != std::string_view::npos) lines.Malformed();
    if (number == "0" && controllers.empty()) {
      unified_ = {unified_mount_, std::string(line), 2};
    } else {
      hierarchies_.push_back({root_ + "/" + std::string(controllers), std::string(line), 1});
    }
  }

  std::string root_;
  std::string unified_mount_;
  std::vector<Hierarchy> hierarchies_;
  Hierarchy unified_;
};

void ReadMemory(const Hierarchy& hierarchy, uint64_t total, Limits& limits) {
  const Ancestors groups(hierarchy);
  const bool first = hierarchy.version == 1;
  const auto limit = groups.Minimum(first ? "memory.limit_in_bytes" : "memory.max");
  const auto usage = groups.Nearest(first ? "memory.usage_in_bytes" : "memory.current");
  limits.memory.limit = Below(limit, total);
  limits.memory.usage = usage;
  if (usage) {
    const uint64_t idle = groups.Nearest("memory.stat", first ? "total_inactive_file" : "inactive_file");
    limits.memory.workingSet = *usage - std::min(*usage, idle);
  }
  if (!first) {
    limits.swap.limit = groups.Minimum("memory.swap.max");
    limits.swap.usage = groups.Nearest("memory.swap.current");
    return;
  }
  // Version 1 counts memory and swap together.
  const auto both = Below(groups.Minimum("memory.memsw.limit_in_bytes"), kUnlimited);
  if (both && limit && *limit < kUnlimited) limits.swap.limit = *both - std::min(*both, *limit);
  const auto used = groups.Nearest("memory.memsw.usage_in_bytes");
  if (used && usage) limits.swap.usage = *used - std::min(*used, *usage);
}

/// Returns the CPU quota of one group, in CPUs.
std::optional<double> ReadQuota(const std::string& directory, int version) {
  const std::string path = directory + (version == 1 ? "/cpu.cfs_quota_us" : "/cpu.max");
  auto text = ReadCgroupFile(path);
  if (!text) return std::nullopt;
  if (version == 1) {
    const auto period = ReadCgroupFile(directory + "/cpu.cfs_period_us");
    if (!period) return std::nullopt;
    *text += " " + *period;
  }
  const LineParser lines(*text, path);
  std::string_view rest = *text;
  const std::string_view quota = NextField(rest);
  if (quota == "max" || quota == "-1") return std::nullopt;
  const uint64_t period = lines.Number(NextField(rest));
  if (period == 0) lines.Malformed();
  return static_cast<double>(lines.Number(quota)) / static_cast<double>(period);
}

Nullable<double> MinimumQuota(const Hierarchy& hierarchy) {
  Nullable<double> least;
  const Ancestors groups(hierarchy);
  for (const std::string& directory : groups.Directories()) {
    const auto quota = ReadQuota(directory, hierarchy.version);
    if (quota) least = std::min(least.value_or(*quota), *quota);
  }
  return least;
}

Nullable<std::vector<int>> ReadCpuset(const Hierarchy& hierarchy) {
  const Ancestors groups(hierarchy);
  for (const std::string& directory : groups.Directories()) {
    for (const char* file : {"/cpuset.cpus.effective", "/cpuset.effective_cpus", "/cpuset.cpus"}) {
      const auto text = ReadCgroupFile(directory + file);
      auto cpus = text ? ParseCpuList(*text) : std::nullopt;
      if (cpus) return std::move(*cpus);
    }
  }
  return {};
}

Limits ReadOwnLimits(const Host& host) {
  std::string path = host.proc + "/self/cgroup";
  auto text = ReadFileIfAny(path);
  if (!text) text = ReadFileIfAny(path = host.proc + "/1/cgroup");
  return ReadLimits(host, text.value_or(""), path);
}

}  // namespace

std::optional<std::string> ReadCgroupFile(const std::string& path) {
  try {
    return ReadFileIfAny(path);
  } catch (const SystemError& error) {
    const int code = error.failure.code;
    if (code == EOPNOTSUPP || code == ENODEV || code == EACCES) return std::nullopt;
    throw;
  }
}

std::string CgroupV2Mount(const Host& host) {
  const std::string all = host.sys + "/fs/cgroup";
  const std::string beside = all + "/unified";
  // A control group of version 2 may be named so, too.
  const bool is_beside = !Exists(all + "/cgroup.controllers") && Exists(beside);
  return is_beside ? beside : all;
}

Limits ReadLimits(const Host& host, std::string_view groups, const std::string& path) {
  const Hierarchies hierarchies(host, groups, path);
  Limits limits;
  const Hierarchy memory = hierarchies.Of("memory");
  if (memory.version == 0) return limits;
  limits.cgroup = memory.path;
  limits.version = memory.version;
  ReadMemory(memory, ReadMemTotal(host), limits);
  limits.cpu.quota = MinimumQuota(hierarchies.Of("cpu"));
  limits.cpu.cpus = ReadCpuset(hierarchies.Of("cpuset"));
  const Ancestors pids(hierarchies.Of("pids"));
  limits.pids.limit = pids.Minimum("pids.max");
  limits.pids.current = pids.Nearest("pids.current");
  return limits;
}

Nullable<std::string> MainGroup(const Host& host, std::string_view groups, const std::string& path) {
  const Hierarchy hierarchy = Hierarchies(host, groups, path).Of("memory");
  if (hierarchy.version == 0) return {};
  return hierarchy.path;
}

void AddLimits(LimitCollectors& collectors) {
  collectors.limits = ReadOwnLimits;
  collectors.pressure = ReadPressure;
}

}  // namespace psutil
