#include <algorithm>
#include <cerrno>

#include "error.h"
#include "file_queries.h"
#include "handle_table_parser.h"
#include "nt.h"
#include "process_handle.h"
#include "windows_process.h"

namespace psutil {

namespace {

/// Handles are no file descriptors.
constexpr int kNoDescriptor = -1;

constexpr auto kNotImplemented = static_cast<NTSTATUS>(0xC0000002);
constexpr auto kInvalidInfoClass = static_cast<NTSTATUS>(0xC0000003);

bool IsTooSmall(NTSTATUS status) {
  return status == kInfoLengthMismatch || status == kBufferTooSmall || status == kBufferOverflow;
}

/// Calls a function with a buffer that grows until its information fits. Returns the last status.
template <class Query>
NTSTATUS QueryGrowing(std::string& buffer, Query query) {
  constexpr size_t kMost = size_t{256} << 20;
  buffer.assign(size_t{1} << 16, '\0');
  for (;;) {
    ULONG length = 0;
    const NTSTATUS status = query(buffer.data(), static_cast<ULONG>(buffer.size()), &length);
    if (!IsTooSmall(status) || buffer.size() >= kMost) return status;
    // A process without a table of its own returns success and nothing: the buffer must be zeroed.
    buffer.assign(std::max<size_t>(length, buffer.size()) + buffer.size(), '\0');
  }
}

std::vector<TypedHandle> ReadHandles(HANDLE process, DWORD pid) {
  constexpr auto kProcessHandleInformation = static_cast<PROCESSINFOCLASS>(51);
  constexpr int kSystemExtendedHandleInformation = 64;
  std::string buffer;
  const NTSTATUS status = QueryGrowing(buffer, [&](void* data, ULONG size, ULONG* length) {
    return NtQueryInformationProcess(process, kProcessHandleInformation, data, size, length);
  });
  if (status >= 0) return ParseProcessHandles(buffer);
  if (status != kInvalidInfoClass && status != kNotImplemented) ThrowStatus(status, "NtQueryInformationProcess");
  // Wine has the table of all processes only.
  return ParseSystemHandles(QuerySystem(kSystemExtendedHandleInformation, size_t{1} << 20), static_cast<int>(pid));
}

/// Returns the index of the type "File", that of a handle which this function opens.
uint32_t ReadFileType() {
  constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  const Handle file(CreateFileW(L"NUL", 0, kShareAll, nullptr, OPEN_EXISTING, 0, nullptr));
  if (!file) ThrowWin32(GetLastError(), "CreateFileW", "NUL");
  const auto number = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(file.get()));
  for (const TypedHandle& each : ReadHandles(GetCurrentProcess(), GetCurrentProcessId())) {
    if (each.handle == number) return each.type;
  }
  throw SystemError(ENOTSUP, "NtQueryInformationProcess");
}

/// Returns the handles of the files, pipes, sockets and devices that a process has open.
std::vector<uint64_t> ReadFileHandles(HANDLE process, int pid) {
  static const uint32_t file_type = ReadFileType();  // constant until the system is booted again
  std::vector<uint64_t> files;
  for (const TypedHandle& each : ReadHandles(process, static_cast<DWORD>(pid))) {
    if (each.type == file_type) files.push_back(each.handle);
  }
  return files;
}

}  // namespace

std::vector<OpenFile> WindowsProcess::OpenFiles() {
  const HANDLE process = Open(PROCESS_DUP_HANDLE | PROCESS_QUERY_INFORMATION);
  std::vector<OpenFile> files;
  for (const std::string& path : QueryFilePaths(process, {pid_, *start_}, ReadFileHandles(process, pid_))) {
    OpenFile file;
    file.path = context_.ToDosPath(path);
    file.fd = kNoDescriptor;
    if (file.path.empty()) continue;
    if (!lists_.Take(sizeof file + file.path.size())) break;
    files.push_back(std::move(file));
  }
  if (HasExited(process)) throw SystemError(ProcessGone(pid_));
  return files;
}

}  // namespace psutil
