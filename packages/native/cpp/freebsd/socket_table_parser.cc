#include "socket_table_parser.h"

#include <arpa/inet.h>

#include "../bsd/sockets_parser.h"
#include "../core/bytes.h"
#include "socket_address_parser.h"

namespace psutil {

namespace {

constexpr uint8_t kInetVersion = 1, kInet6Version = 2;  // INP_IPV4 and INP_IPV6

/// Returns an address of a connection. An IPv6 socket with an IPv4 connection has it in the form that maps it.
std::string AddressAt(std::string_view pcb, size_t offset, bool is_inet6, bool is_mapped) {
  constexpr size_t kInetInInet6 = 12, kInet6Size = 16, kInetSize = 4;
  const std::string_view bytes = pcb.substr(offset, kInet6Size);
  const std::string_view inet = bytes.substr(kInetInInet6, kInetSize);
  if (!is_inet6) return AddressText(inet);
  return is_mapped ? AddressText(std::string(10, '\0') + "\xff\xff" + std::string(inet)) : AddressText(bytes);
}

SocketRow ParseInternetSocket(std::string_view pcb) {
  using namespace xinpcb_offset;
  const std::string_view socket = pcb.substr(kSocket);
  const auto versions = ReadAt<uint8_t>(pcb, kVersions);
  const auto family = FreebsdFamily(ReadAt<int32_t>(socket, xsocket_offset::kFamily));
  // A connection that is left without a socket has no family.
  const bool is_inet6 = family ? family == AddressFamily::kInet6 : (versions & kInet6Version) != 0;
  const bool is_mapped = versions == kInetVersion;
  SocketRow row;
  row.socket = ReadAt<uint64_t>(socket, xsocket_offset::kSocket);
  row.control_block = ReadAt<uint64_t>(socket, xsocket_offset::kControlBlock);
  row.connection.family = is_inet6 ? AddressFamily::kInet6 : AddressFamily::kInet;
  row.connection.laddr =
      SocketAddress{AddressAt(pcb, kLocal, is_inet6, is_mapped), ntohs(ReadAt<uint16_t>(pcb, kLocalPort))};
  const int remote_port = ntohs(ReadAt<uint16_t>(pcb, kRemotePort));
  if (remote_port != 0) {
    row.connection.raddr = SocketAddress{AddressAt(pcb, kRemote, is_inet6, is_mapped), remote_port};
  }
  return row;
}

SocketRow ParseTcpSocket(std::string_view bytes) {
  SocketRow row = ParseInternetSocket(bytes.substr(xinpcb_offset::kInTcp));
  row.connection.status = TcpStatus(ReadAt<uint32_t>(bytes, xinpcb_offset::kTcpState));
  return row;
}

SocketRow ParseUdpSocket(std::string_view bytes) {
  SocketRow row = ParseInternetSocket(bytes);
  row.connection.type = SocketType::kDgram;
  return row;
}

SocketRow ParseUnixSocket(std::string_view bytes) {
  const std::string_view socket = bytes.substr(xunpcb_offset::kSocket);
  SocketRow row;
  row.socket = ReadAt<uint64_t>(socket, xsocket_offset::kSocket);
  row.control_block = ReadAt<uint64_t>(socket, xsocket_offset::kControlBlock);
  row.connection.family = AddressFamily::kUnix;
  row.connection.type = BsdSocketType(ReadAt<int16_t>(socket, xsocket_offset::kType));
  row.connection.path = ParseUnixPath(bytes.substr(xunpcb_offset::kAddress));
  return row;
}

/// Parses a table: a header, the sockets, and a header again. The generation in the two differs where sockets were
/// created meanwhile. Each structure begins with its size.
template <class Parse>
SocketTable ParseSocketTable(std::string_view bytes, size_t header_size, size_t size, Parse&& parse) {
  const auto refuse = [] { throw SystemError(EBADMSG, "sysctl"); };
  if (bytes.size() < header_size || ReadAt<uint64_t>(bytes, 0) != header_size) refuse();
  const auto generation = ReadAt<uint64_t>(bytes, xinpgen_offset::kGeneration);
  bytes.remove_prefix(header_size);
  SocketTable table;
  while (!bytes.empty() && ReadAt<uint64_t>(bytes, 0) != header_size) {
    if (ReadAt<uint64_t>(bytes, 0) != size || bytes.size() < size) refuse();
    table.rows.push_back(parse(bytes.substr(0, size)));
    bytes.remove_prefix(size);
  }
  // Without sockets there may be one header only.
  if (bytes.empty()) {
    if (!table.rows.empty()) refuse();
    return table;
  }
  table.has_changed = ReadAt<uint64_t>(bytes, xinpgen_offset::kGeneration) != generation;
  return table;
}

}  // namespace

SocketOwners ParseSocketOwners(std::string_view bytes) {
  using namespace xfile_offset;
  constexpr int16_t kSocket = 2;  // DTYPE_SOCKET
  SocketOwners owners;
  if (bytes.size() % kSize != 0) throw SystemError(EBADMSG, "sysctl", "kern.file");
  for (; !bytes.empty(); bytes.remove_prefix(kSize)) {
    if (ReadAt<uint64_t>(bytes, 0) != kSize) throw SystemError(EBADMSG, "sysctl", "kern.file");
    if (ReadAt<int16_t>(bytes, kType) != kSocket) continue;
    const SocketOwner owner = {ReadAt<int32_t>(bytes, kPid), ReadAt<int32_t>(bytes, kDescriptor)};
    owners[ReadAt<uint64_t>(bytes, kData)].push_back(owner);
  }
  return owners;
}

SocketTable ParseTcpTable(std::string_view bytes) {
  return ParseSocketTable(bytes, xinpgen_offset::kSize, xinpcb_offset::kTcpSize, ParseTcpSocket);
}

SocketTable ParseUdpTable(std::string_view bytes) {
  return ParseSocketTable(bytes, xinpgen_offset::kSize, xinpcb_offset::kSize, ParseUdpSocket);
}

SocketTable ParseUnixTable(std::string_view bytes) {
  return ParseSocketTable(bytes, xinpgen_offset::kUnixSize, xunpcb_offset::kSize, ParseUnixSocket);
}

}  // namespace psutil
