#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../core/process_types.h"

namespace psutil {

/// The used offsets of struct proc_fdinfo, vnode_fdinfowithpath and proc_vnodepathinfo; layout.cc compares them with
/// the headers of the system.
namespace descriptor_offset {
constexpr size_t kSize = 8, kNumber = 0, kType = 4;
}
namespace file_offset {
constexpr size_t kSize = 1200, kFlags = 0, kPosition = 8, kMode = 28, kLinks = 30, kPath = 176;
constexpr size_t kDirectoriesSize = 2352, kCurrentDirectory = 152, kPathSize = 1024;
}  // namespace file_offset

/// The type of what a descriptor is open on: PROX_FDTYPE_ of sys/proc_info.h.
enum class DescriptorType : uint32_t { kFile = 1, kSocket = 2 };

/// An open descriptor of a process.
struct Descriptor {
  int number = 0;
  DescriptorType type{};
};

/// Parses the list of the open descriptors of a process. Bytes after the last complete one are left out.
std::vector<Descriptor> ParseDescriptors(std::string_view bytes);

/// Parses the vnode_fdinfowithpath of a descriptor; nothing where it is not open on a regular file. Throws SystemError.
std::optional<OpenFile> ParseOpenFile(std::string_view bytes, int fd);

/// Returns the current working directory in a proc_vnodepathinfo. Throws SystemError.
std::string ParseCurrentDirectory(std::string_view bytes);

}  // namespace psutil
