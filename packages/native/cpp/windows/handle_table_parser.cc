#include "handle_table_parser.h"

#include "../core/bytes.h"

namespace psutil {

namespace {

/// PROCESS_HANDLE_TABLE_ENTRY_INFO.
struct ProcessHandle {
  uint64_t handle;
  uint64_t handles;
  uint64_t pointers;
  uint32_t access;
  uint32_t type;
  uint32_t attributes;
  uint32_t reserved;
};
static_assert(sizeof(ProcessHandle) == 40);

/// SYSTEM_HANDLE_TABLE_ENTRY_INFO_EX.
struct SystemHandle {
  uint64_t object;
  uint64_t pid;
  uint64_t handle;
  uint32_t access;
  uint16_t creator;
  uint16_t type;
  uint32_t attributes;
  uint32_t reserved;
};
static_assert(sizeof(SystemHandle) == 40);

/// The entries of both tables of handles follow their number, of 8 bytes, and 8 reserved bytes.
constexpr size_t kEntries = 16;

template <class Entry, class Visit>
void ForEachHandle(std::string_view bytes, Visit visit) {
  const auto count = ReadAt<uint64_t>(bytes, 0);
  for (uint64_t index = 0; index < count; ++index) visit(ReadAt<Entry>(bytes, kEntries + index * sizeof(Entry)));
}

}  // namespace

std::vector<TypedHandle> ParseProcessHandles(std::string_view bytes) {
  std::vector<TypedHandle> handles;
  ForEachHandle<ProcessHandle>(bytes,
                               [&](const ProcessHandle& entry) { handles.push_back({entry.handle, entry.type}); });
  return handles;
}

std::vector<TypedHandle> ParseSystemHandles(std::string_view bytes, int pid) {
  const auto owner = static_cast<uint64_t>(pid);
  std::vector<TypedHandle> handles;
  ForEachHandle<SystemHandle>(bytes, [&](const SystemHandle& entry) {
    if (entry.pid == owner) handles.push_back({entry.handle, entry.type});
  });
  return handles;
}

}  // namespace psutil
