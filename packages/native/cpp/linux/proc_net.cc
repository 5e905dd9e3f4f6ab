#include <arpa/inet.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "../core/error.h"
#include "../posix/parse.h"
#include "file.h"
#include "sockets.h"

namespace psutil {

namespace {

/// The states of include/net/tcp_states.h, in order.
constexpr ConnectionStatus kTcpStates[] = {
    ConnectionStatus::kNone,     ConnectionStatus::kEstablished, ConnectionStatus::kSynSent,
    ConnectionStatus::kSynRecv,  ConnectionStatus::kFinWait1,    ConnectionStatus::kFinWait2,
    ConnectionStatus::kTimeWait, ConnectionStatus::kClose,       ConnectionStatus::kCloseWait,
    ConnectionStatus::kLastAck,  ConnectionStatus::kListen,      ConnectionStatus::kClosing,
    ConnectionStatus::kSynRecv,  // TCP_NEW_SYN_RECV, a request socket
};

uint64_t Hexadecimal(std::string_view field, const LineParser& lines) {
  const auto number = ParseHexadecimal(field);
  if (!number) lines.Malformed();
  return *number;
}

/// Parses an address such as "0100007F:0277": words of four bytes in host byte order, and the port.
SocketAddress ParseAddress(SocketTable table, std::string_view field, const LineParser& lines) {
  const size_t words = table == kTcp4 || table == kUdp4 ? 1 : 4;
  std::array<uint32_t, 4> bytes{};
  std::string_view digits = SplitNext(field, ':');
  if (digits.size() != words * 8) lines.Malformed();
  for (size_t word = 0; word < words; ++word) {
    bytes[word] = static_cast<uint32_t>(Hexadecimal(digits.substr(word * 8, 8), lines));
  }
  const uint64_t port = Hexadecimal(field, lines);
  if (port > UINT16_MAX) lines.Malformed();
  return MakeAddress(table, bytes.data(), static_cast<int>(port));
}

/// Parses a line of net/tcp and similar files, whose first ten fields are the same in all kernels: proc_pid_net(5).
Socket ParseInet(SocketTable table, std::string_view line, const LineParser& lines) {
  NextField(line);  // slot number
  const SocketAddress local = ParseAddress(table, NextField(line), lines);
  const SocketAddress remote = ParseAddress(table, NextField(line), lines);
  const uint64_t state = Hexadecimal(NextField(line), lines);
  for (int skipped = 0; skipped < 5; ++skipped) NextField(line);  // queues, timer, retransmits, uid, timeout
  Socket socket = MakeSocket(table, lines.Number(NextField(line)), 0, static_cast<unsigned>(state));
  socket.connection.laddr = local;
  if (remote.port != 0) socket.connection.raddr = remote;
  return socket;
}

/// Parses a line of net/unix: seven columns, and a path that may contain any bytes. Returns nothing for a line without
/// these columns, which continues a path with a newline.
std::optional<Socket> ParseUnix(std::string_view line) {
  std::string_view number = NextField(line);
  if (number.size() < 2 || number.back() != ':' || !ParseHexadecimal(number.substr(0, number.size() - 1))) return {};
  std::array<uint64_t, 5> columns{};  // references, protocol, flags, type, state
  for (uint64_t& column : columns) {
    const auto value = ParseHexadecimal(NextField(line));
    if (!value) return {};
    column = *value;
  }
  const auto inode = ParseNumber(NextField(line));
  if (!inode) return {};
  Socket socket = MakeSocket(kUnix, *inode, static_cast<unsigned>(columns[3]), 0);
  socket.connection.path = std::string(line.substr(line.empty() ? 0 : 1));
  return socket;
}

std::vector<Socket> ParseUnixTable(std::string_view text, const std::string& path) {
  std::vector<Socket> sockets;
  LineParser lines(text, path);
  std::string_view line;
  lines.Next(line);  // header
  while (lines.Next(line)) {
    if (auto socket = ParseUnix(line)) {
      sockets.push_back(std::move(*socket));
    } else if (!sockets.empty() && !sockets.back().connection.path->empty()) {
      *sockets.back().connection.path += "\n" + std::string(line);
    } else {
      lines.Malformed();
    }
  }
  return sockets;
}

const char* FileOf(SocketTable table) {
  if (table == kTcp4) return "tcp";
  if (table == kTcp6) return "tcp6";
  if (table == kUdp4) return "udp";
  return table == kUdp6 ? "udp6" : "unix";
}

}  // namespace

Socket MakeSocket(SocketTable table, uint64_t inode, unsigned type, unsigned state) {
  Socket socket;
  socket.inode = inode;
  Connection& connection = socket.connection;
  const bool inet4 = table == kTcp4 || table == kUdp4;
  if (table == kUnix) {
    connection.family = AddressFamily::kUnix;
    connection.type = type == SOCK_STREAM      ? SocketType::kStream
                      : type == SOCK_SEQPACKET ? SocketType::kSeqpacket
                                               : SocketType::kDgram;
    return socket;
  }
  connection.family = inet4 ? AddressFamily::kInet : AddressFamily::kInet6;
  connection.type = table == kTcp4 || table == kTcp6 ? SocketType::kStream : SocketType::kDgram;
  if (connection.type == SocketType::kStream && state < std::size(kTcpStates)) connection.status = kTcpStates[state];
  return socket;
}

SocketAddress MakeAddress(SocketTable table, const void* bytes, int port) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(table == kTcp4 || table == kUdp4 ? AF_INET : AF_INET6, bytes, text.data(), text.size());
  return {text.data(), port};
}

std::vector<Socket> ReadSockets(const std::string& directory, SocketTable table) {
  const std::string path = directory + "/" + FileOf(table);
  const auto text = ReadFileIfAny(path);
  if (!text && !Exists(directory)) throw SystemError(ENOENT, "open", path);
  if (!text) return {};  // no such file for a disabled protocol, such as IPv6
  if (table == kUnix) return ParseUnixTable(*text, path);
  std::vector<Socket> sockets;
  LineParser lines(*text, path);
  std::string_view line;
  lines.Next(line);  // header
  while (lines.Next(line)) sockets.push_back(ParseInet(table, line, lines));
  return sockets;
}

}  // namespace psutil
