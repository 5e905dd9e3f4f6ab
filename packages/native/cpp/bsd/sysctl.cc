#include "sysctl.h"

#include <sys/types.h>
// After sys/types.h.
#include <sys/sysctl.h>

namespace psutil {

namespace {

/// Returns 0 or an errno. A call that waits for the lock of the kernel may be interrupted.
template <class Get>
int CallSysctl(const Get& get, void* buffer, size_t& size) {
  int status;
  do {
    status = get(buffer, &size);
  } while (status != 0 && errno == EINTR);
  return status == 0 ? 0 : errno;
}

/// Returns a value whose size is not known, with a buffer that has at least `room` bytes left. `get` has the last
/// arguments of sysctl(3) for reading.
template <class Get>
int GrowSysctl(std::string& value, size_t room, Get&& get) {
  constexpr int kMaxAttempts = 20;
  int code = ENOMEM;
  for (int attempt = 0; attempt < kMaxAttempts && code == ENOMEM; ++attempt) {
    size_t size = 0;
    if (const int failed = CallSysctl(get, nullptr, size)) return failed;
    // A table may grow between the two calls, and more so under load.
    value.resize(size + size / 8 + static_cast<size_t>(attempt) * size / 2 + room);
    size = value.size();
    code = CallSysctl(get, value.data(), size);
    if (code == 0 && value.size() - size < room) code = ENOMEM;
    value.resize(code == 0 ? size : 0);
  }
  return code;
}

template <class Value>
Value Require(std::optional<Value> value, const char* name) {
  if (!value) throw SystemError(ENOENT, "sysctl", name);
  return std::move(*value);
}

}  // namespace

std::string ReadSysctl(std::vector<int> name) { return ReadSysctlRows(std::move(name), 0); }

std::string ReadSysctlRows(std::vector<int> name, size_t longest) {
  std::string value;
  const auto length = static_cast<unsigned>(name.size());
  const int code = GrowSysctl(value, longest, [&](void* buffer, size_t* size) {
    return sysctl(name.data(), length, buffer, size, nullptr, 0);
  });
  if (code != 0) throw SystemError(code, "sysctl");
  return value;
}

std::string ReadSysctl(std::vector<int> name, size_t size) {
  std::string value(size, '\0');
  const auto length = static_cast<unsigned>(name.size());
  const auto get = [&](void* buffer, size_t* bytes) { return sysctl(name.data(), length, buffer, bytes, nullptr, 0); };
  if (const int failed = CallSysctl(get, value.data(), size)) throw SystemError(failed, "sysctl");
  value.resize(size);
  return value;
}

std::optional<std::string> FindSysctl(const char* name) {
  std::string value;
  const int code =
      GrowSysctl(value, 0, [&](void* buffer, size_t* size) { return sysctlbyname(name, buffer, size, nullptr, 0); });
  // The latter where a driver is loaded without its device.
  if (code == ENOENT || code == ENXIO) return std::nullopt;
  if (code != 0) throw SystemError(code, "sysctlbyname", name);
  return value;
}

std::optional<std::string> FindSysctlText(const char* name) {
  auto value = FindSysctl(name);
  if (value) value->resize(std::min(value->find('\0'), value->size()));
  return value;
}

std::optional<uint64_t> FindSysctlNumber(const char* name) {
  const auto value = FindSysctl(name);
  if (!value) return std::nullopt;
  if (value->size() == sizeof(uint32_t)) return ReadAt<uint32_t>(*value, 0);
  return ReadAt<uint64_t>(*value, 0);
}

std::string ReadSysctl(const char* name) { return Require(FindSysctl(name), name); }
std::string ReadSysctlText(const char* name) { return Require(FindSysctlText(name), name); }
uint64_t ReadSysctlNumber(const char* name) { return Require(FindSysctlNumber(name), name); }

}  // namespace psutil
