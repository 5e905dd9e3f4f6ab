#include "executable.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "../core/error.h"

namespace psutil {

namespace {

std::string Absolute(const std::string& directory, const std::string& path) {
  return path.substr(0, 1) == "/" ? path : directory + "/" + path;
}

bool IsDirectory(const std::string& path) {
  struct stat file;
  return stat(path.c_str(), &file) == 0 && S_ISDIR(file.st_mode);
}

/// 0 where a file can be executed.
int ErrorOf(const std::string& path) {
  struct stat file;
  if (access(path.c_str(), X_OK) != 0) return errno == EACCES ? EACCES : ENOENT;
  return stat(path.c_str(), &file) == 0 && S_ISREG(file.st_mode) ? 0 : EACCES;
}

}  // namespace

// A file that is found and cannot be executed decides the error only where no other directory has one that can.
std::string ExecutableError(const Host&, const std::string& file, const std::string& directory,
                            const std::string& searchPath) {
  if (!IsDirectory(directory)) return ErrorName(ENOENT);
  const bool is_path = file.find('/') != std::string::npos;
  const std::string directories = is_path ? "" : searchPath;
  int error = ENOENT;
  for (size_t start = 0; start <= directories.size();) {
    const size_t end = std::min(directories.find(':', start), directories.size());
    const std::string searched = Absolute(directory, directories.substr(start, end - start));
    const int code = ErrorOf(is_path ? Absolute(directory, file) : searched + "/" + file);
    if (code == 0) return "";
    if (code == EACCES) error = EACCES;
    start = end + 1;
  }
  return ErrorName(error);
}

}  // namespace psutil
