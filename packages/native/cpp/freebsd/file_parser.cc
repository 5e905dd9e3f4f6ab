#include "file_parser.h"

#include <algorithm>

#include "../bsd/sockets_parser.h"
#include "../core/bytes.h"
#include "socket_address_parser.h"

namespace psutil {

namespace {

FileMode ModeOf(int flags) {
  const bool reads = flags & file_offset::kReads;
  if (flags & file_offset::kAppends) return reads ? FileMode::kReadAppend : FileMode::kAppend;
  if (flags & file_offset::kWrites) return reads ? FileMode::kReadWrite : FileMode::kWrite;
  return FileMode::kRead;
}

/// Parses the socket of a row; nothing for one of another family.
std::optional<KinfoSocket> ParseKinfoSocket(std::string_view row) {
  using namespace file_offset;
  constexpr int kTcp = 6;
  const auto family = FreebsdFamily(ReadAt<int32_t>(row, kFamily));
  if (!family) return std::nullopt;
  KinfoSocket socket;
  socket.connection.family = *family;
  socket.connection.type = BsdSocketType(ReadAt<int32_t>(row, kSocketType));
  socket.is_tcp = *family != AddressFamily::kUnix && ReadAt<int32_t>(row, kProtocol) == kTcp;
  socket.control_block = ReadAt<uint64_t>(row, kControlBlock);
  const std::string_view local = row.substr(kLocal, kAddressSize);
  if (*family == AddressFamily::kUnix) {
    socket.connection.path = ParseUnixPath(local);
    return socket;
  }
  socket.connection.laddr = ParseSocketAddress(local).value_or(AnyAddress(*family));
  auto peer = ParseSocketAddress(row.substr(kPeer, kAddressSize));
  if (peer && peer->port != 0) socket.connection.raddr = std::move(*peer);
  return socket;
}

}  // namespace

std::vector<KinfoFile> ParseFiles(std::string_view bytes) {
  using namespace file_offset;
  std::vector<KinfoFile> files;
  while (!bytes.empty()) {
    const auto size = ReadAt<int32_t>(bytes, kStructSize);
    // A row of size 0 ends the table.
    if (size == 0) break;
    if (size < static_cast<int32_t>(kPath) || static_cast<size_t>(size) > bytes.size()) {
      throw SystemError(EBADMSG, "sysctl");
    }
    const std::string_view row = bytes.substr(0, static_cast<size_t>(size));
    KinfoFile file;
    file.type = ReadAt<int32_t>(row, kType);
    file.fd = ReadAt<int32_t>(row, kDescriptor);
    file.flags = ReadAt<int32_t>(row, kFlags);
    file.position = ReadAt<int64_t>(row, kPosition);
    file.vnode_type = ReadAt<int32_t>(row, kVnodeType);
    if (file.type == kSocket) file.socket = ParseKinfoSocket(row);
    file.path = TextAt(row, kPath, row.size() - kPath);
    files.push_back(std::move(file));
    bytes.remove_prefix(row.size());
  }
  return files;
}

int CountDescriptors(const std::vector<KinfoFile>& files) {
  return static_cast<int>(std::count_if(files.begin(), files.end(), [](const auto& file) { return file.fd >= 0; }));
}

std::vector<OpenFile> RegularFiles(const std::vector<KinfoFile>& files) {
  std::vector<OpenFile> regular;
  for (const KinfoFile& file : files) {
    const bool is_regular = file.type == file_offset::kVnode && file.vnode_type == file_offset::kRegular;
    // The kernel has no path where the name is no longer in its cache.
    if (file.fd < 0 || !is_regular || file.path.empty()) continue;
    OpenFile open;
    open.path = file.path;
    open.fd = file.fd;
    open.position = static_cast<uint64_t>(std::max<int64_t>(file.position, 0));
    open.mode = ModeOf(file.flags);
    regular.push_back(std::move(open));
  }
  return regular;
}

}  // namespace psutil
