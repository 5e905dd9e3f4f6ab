#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace psutil {

/// A handle and the index of the type of its object.
struct TypedHandle {
  uint64_t handle;
  uint32_t type;
};

/// Returns the handles in PROCESS_HANDLE_SNAPSHOT_INFORMATION. Throws SystemError.
std::vector<TypedHandle> ParseProcessHandles(std::string_view bytes);

/// Returns the handles of a process in SYSTEM_HANDLE_INFORMATION_EX. Throws SystemError.
std::vector<TypedHandle> ParseSystemHandles(std::string_view bytes, int pid);

}  // namespace psutil
