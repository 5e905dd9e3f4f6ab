#include "executable.h"

#include <windows.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "../core/error.h"
#include "wide.h"

namespace psutil {

namespace {

/// Windows has no permission to execute: the extension tells what can be started. Node.js completes a name only with
/// those of programs, not with all of PATHEXT, since it starts no batch file without a shell.
constexpr const wchar_t* kProgramExtensions[] = {L".com", L".exe"};
constexpr const wchar_t* kBatchExtensions[] = {L".bat", L".cmd"};

bool IsDirectory(const std::wstring& path) {
  const DWORD attributes = GetFileAttributesW(path.c_str());
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

bool IsFile(const std::wstring& path) {
  const DWORD attributes = GetFileAttributesW(path.c_str());
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

bool IsAbsolute(const std::wstring& path) {
  return path.substr(0, 1) == L"\\" || path.substr(0, 1) == L"/" || path.substr(1, 1) == L":";
}

std::wstring Absolute(const std::wstring& directory, const std::wstring& path) {
  return IsAbsolute(path) ? path : directory + L"\\" + path;
}

/// The directories of PATH, which may be quoted. The current directory comes first.
std::vector<std::wstring> Directories(const std::wstring& directory, const std::wstring& search_path) {
  std::vector<std::wstring> directories = {directory};
  for (size_t start = 0; start < search_path.size();) {
    const bool is_quoted = search_path[start] == L'"';
    const size_t close = is_quoted ? std::min(search_path.find(L'"', start + 1), search_path.size()) : start;
    const size_t end = std::min(search_path.find(L';', close), search_path.size());
    const size_t first = is_quoted ? start + 1 : start;
    const std::wstring searched = search_path.substr(first, (is_quoted ? close : end) - first);
    if (!searched.empty()) directories.push_back(Absolute(directory, searched));
    start = end + 1;
  }
  return directories;
}

/// Whether a path names a file, as it is where it has an extension, or with one of those given.
template <size_t count>
bool Exists(const std::wstring& path, const wchar_t* const (&extensions)[count]) {
  const size_t name = path.find_last_of(L"\\/") + 1;
  if (path.find(L'.', name) != std::wstring::npos && IsFile(path)) return true;
  const auto is_file = [&](const wchar_t* extension) { return IsFile(path + extension); };
  return std::any_of(std::begin(extensions), std::end(extensions), is_file);
}

}  // namespace

std::string ExecutableError(const Host&, const std::string& file, const std::string& directory,
                            const std::string& searchPath) {
  const std::wstring name = ToWide(file);
  const std::wstring current = ToWide(directory);
  if (!IsDirectory(current)) return ErrorName(ENOENT);
  const bool is_path = name.find_first_of(L"\\/:") != std::wstring::npos;
  bool is_batch_file = false;
  for (const std::wstring& each : Directories(current, is_path ? L"" : ToWide(searchPath))) {
    const std::wstring path = Absolute(is_path ? current : each, name);
    // A program that exists and was not started requires the rights of an administrator.
    if (Exists(path, kProgramExtensions)) return ErrorName(EACCES);
    is_batch_file = is_batch_file || Exists(path, kBatchExtensions);
  }
  return ErrorName(is_batch_file ? EINVAL : ENOENT);
}

}  // namespace psutil
