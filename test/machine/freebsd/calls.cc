// The calls of FreeBSD besides those that it shares with macOS.
#include <net/if_media.h>
#include <stdlib.h>
#include <sys/cpuset.h>
#include <sys/mount.h>
#include <sys/sockio.h>
#include <sys/sysctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>

#include "../answers.h"

using machine::Answer;
using machine::AnswerTo;

namespace {

constexpr size_t kMountSize = 2344;

// KERN_PROC_VMMAP, KERN_PROC_FILEDESC and KERN_PROC_CWD.
constexpr const char* kTablesOfRows[] = {"1.14.32.", "1.14.33.", "1.14.42."};

std::string CallOfCpus(int level, long pid) { return "cpuset/" + std::to_string(level) + "/" + std::to_string(pid); }

}  // namespace

/// The names of processes exist, and those without an answer are of processes that do not.
machine::Answer machine::MissingSysctl(const std::string& name) {
  return {name.rfind("1.14.", 0) == 0 ? ESRCH : ENOENT, "", true};
}

/// The rows of descriptors and mappings begin with their size, and those that do not fit are left out.
std::optional<size_t> machine::CutSysctl(const std::string& name, const std::string& bytes, size_t size) {
  const bool has_rows = std::any_of(std::begin(kTablesOfRows), std::end(kTablesOfRows),
                                    [&](const char* table) { return name.rfind(table, 0) == 0; });
  if (!has_rows) return std::nullopt;
  size_t end = 0;
  int32_t row = 0;
  while (end + sizeof row <= bytes.size()) {
    std::memcpy(&row, bytes.data() + end, sizeof row);
    if (row <= 0 || end + static_cast<size_t>(row) > size) break;
    end += static_cast<size_t>(row);
  }
  return end;
}

extern "C" {

/// The kernel refuses a set that is shorter than its own.
int cpuset_getaffinity(cpulevel_t level, int, long pid, size_t size, cpuset_t* set) {
  const Answer answer = AnswerTo(CallOfCpus(level, pid));
  if (answer.error != 0) return machine::Status(answer.is_missing ? ESRCH : answer.error);
  if (size < answer.bytes.size()) return machine::Status(ERANGE);
  std::memset(set, 0, size);
  std::memcpy(set, answer.bytes.data(), answer.bytes.size());
  return 0;
}

/// The kernel refuses CPUs that the numbered set of the process has not.
int cpuset_setaffinity(cpulevel_t level, int, long pid, size_t size, const cpuset_t* set) {
  const Answer base = AnswerTo(CallOfCpus(CPU_LEVEL_CPUSET, pid));
  if (base.error != 0) return machine::Status(base.is_missing ? ESRCH : base.error);
  const std::string bytes(reinterpret_cast<const char*>(set), size);
  for (size_t i = 0; i < size; ++i) {
    if (bytes[i] & ~(i < base.bytes.size() ? base.bytes[i] : 0)) return machine::Status(EINVAL);
  }
  machine::Log("cpuset_setaffinity " + std::to_string(pid));
  machine::Replace(CallOfCpus(level, pid), bytes.substr(0, base.bytes.size()));
  return 0;
}

int getfsstat(struct statfs* mounts, long size, int) {
  const Answer answer = AnswerTo("getfsstat");
  if (answer.error != 0) return machine::Status(answer.error);
  size_t count = answer.bytes.size() / kMountSize;
  if (mounts) {
    count = std::min(count, static_cast<size_t>(size) / kMountSize);
    std::memcpy(static_cast<void*>(mounts), answer.bytes.data(), count * kMountSize);
  }
  return static_cast<int>(count);
}

int sysctlnametomib(const char* name, int* numbers, size_t* count) {
  const Answer answer = AnswerTo(std::string("sysctlnametomib/") + name);
  if (answer.error != 0) return machine::Status(answer.error);
  *count = std::min(*count, answer.bytes.size() / sizeof(int));
  std::memcpy(numbers, answer.bytes.data(), *count * sizeof(int));
  return 0;
}

char* devname_r(dev_t device, mode_t, char* name, int size) {
  const Answer answer = AnswerTo("devname/" + std::to_string(device));
  const std::string text = answer.error == 0 ? answer.bytes : "#C:" + std::to_string(device);
  const size_t length = std::min(text.size(), static_cast<size_t>(size) - 1);
  std::memcpy(name, text.data(), length);
  name[length] = '\0';
  return name;
}

int __wrap_ioctl(int, unsigned long request, void* argument) {
  if (request != SIOCGIFMEDIA) return machine::Status(EINVAL);
  auto* media = static_cast<ifmediareq*>(argument);
  return machine::Fill(std::string("ioctl/media/") + media->ifm_name, &media->ifm_active, sizeof media->ifm_active);
}

}  // extern "C"
