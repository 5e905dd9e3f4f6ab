#include "disk_usage.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>

#include "../core/error.h"

namespace psutil {

DiskUsage ReadDiskUsage(const std::string& path) {
  struct statvfs fs;
  int status;
  do {
    status = statvfs(path.c_str(), &fs);
  } while (status != 0 && errno == EINTR);
  if (status != 0) throw SystemError(errno, "statvfs", path);
  const uint64_t unit = fs.f_frsize > 0 ? fs.f_frsize : fs.f_bsize;
  DiskUsage usage;
  usage.total = fs.f_blocks * unit;
  usage.used = (fs.f_blocks - std::min(fs.f_bfree, fs.f_blocks)) * unit;
  usage.free = std::min(fs.f_bavail, fs.f_blocks) * unit;
  if (fs.f_files > 0) {
    InodeUsage inodes;
    inodes.total = fs.f_files;
    inodes.used = fs.f_files - std::min(fs.f_ffree, fs.f_files);
    inodes.free = fs.f_favail;
    usage.inodes = inodes;
  }
  return usage;
}

}  // namespace psutil
