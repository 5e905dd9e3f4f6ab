#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "../core/process_types.h"

namespace psutil {

/// The used offsets of struct kinfo_file, which the kernel cuts after the path, and some values of its fields;
/// layout.cc compares them with the headers of the system.
namespace file_offset {
constexpr size_t kStructSize = 0, kType = 4, kDescriptor = 8, kFlags = 16, kPosition = 24, kVnodeType = 32, kPath = 368;
constexpr size_t kMaxSize = 1392, kFamily = 36, kSocketType = 40, kProtocol = 44, kLocal = 48, kPeer = 176;
constexpr size_t kAddressSize = 128, kControlBlock = 304;
constexpr int kVnode = 1, kSocket = 2, kRegular = 1, kWorkingDirectory = -1;
constexpr int kReads = 1, kWrites = 2, kAppends = 4;
}  // namespace file_offset

/// The socket of a descriptor.
struct KinfoSocket {
  Connection connection;  // without its status
  bool is_tcp = false;
  uint64_t control_block = 0;  // address in the kernel, which the table of TCP connections has too
};

/// A row in the table of the descriptors of a process.
struct KinfoFile {
  int fd = 0;  // negative for the working directory, the root and others that are no descriptors
  int type = 0;
  int vnode_type = 0;
  int flags = 0;
  int64_t position = 0;
  std::string path;
  std::optional<KinfoSocket> socket;  // of a socket that is IPv4, IPv6 or UNIX
};

/// Parses the rows that sysctl(3) returns for KERN_PROC_FILEDESC and KERN_PROC_CWD. Throws SystemError for a row that
/// is longer than the rest, or too short for its fields.
std::vector<KinfoFile> ParseFiles(std::string_view bytes);

/// Returns the number of descriptors among the rows.
int CountDescriptors(const std::vector<KinfoFile>& files);

/// Returns the regular files among the rows that have a descriptor and a path.
std::vector<OpenFile> RegularFiles(const std::vector<KinfoFile>& files);

}  // namespace psutil
