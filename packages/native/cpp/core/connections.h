#pragma once

#include "host.h"

namespace psutil {

/// Address family.
enum class AddressFamily { kInet, kInet6, kUnix, kLink };

template <>
struct EnumNames<AddressFamily> {
  static constexpr const char* kName = "AddressFamily";
  static constexpr const char* kDoc = "Address family: IPv4, IPv6, UNIX domain socket, or hardware (MAC) address.";
  static constexpr const char* kValues[] = {"AF_INET", "AF_INET6", "AF_UNIX", "AF_LINK"};
};

/// Socket type.
enum class SocketType { kStream, kDgram, kSeqpacket };

template <>
struct EnumNames<SocketType> {
  static constexpr const char* kName = "SocketType";
  static constexpr const char* kDoc = "Socket type: stream, datagram, or sequenced packets.";
  static constexpr const char* kValues[] = {"SOCK_STREAM", "SOCK_DGRAM", "SOCK_SEQPACKET"};
};

/// State of a TCP connection; `kNone` for other sockets.
enum class ConnectionStatus {
  kEstablished,
  kSynSent,
  kSynRecv,
  kFinWait1,
  kFinWait2,
  kTimeWait,
  kClose,
  kCloseWait,
  kLastAck,
  kListen,
  kClosing,
  kNone,
  kDeleteTcb,
  kIdle,
  kBound,
};

template <>
struct EnumNames<ConnectionStatus> {
  static constexpr const char* kName = "ConnectionStatus";
  static constexpr const char* kDoc = "State of a TCP connection; NONE for other sockets.";
  static constexpr const char* kValues[] = {"ESTABLISHED", "SYN_SENT", "SYN_RECV",   "FIN_WAIT1", "FIN_WAIT2",
                                            "TIME_WAIT",   "CLOSE",    "CLOSE_WAIT", "LAST_ACK",  "LISTEN",
                                            "CLOSING",     "NONE",     "DELETE_TCB", "IDLE",      "BOUND"};
};

/// IP address and port of a socket.
struct SocketAddress {
  std::string ip;
  int port = 0;

  static constexpr const char* kName = "SocketAddress";
  static constexpr const char* kDoc = "IP address and port of a socket.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("ip", &SocketAddress::ip, "IP address.");
    field("port", &SocketAddress::port, "Port number.");
  }
};

/// A socket, and a process that has it open.
struct Connection {
  Nullable<int> fd;
  AddressFamily family = AddressFamily::kInet;
  SocketType type = SocketType::kStream;
  Nullable<SocketAddress> laddr;
  Nullable<SocketAddress> raddr;
  Nullable<std::string> path;
  ConnectionStatus status = ConnectionStatus::kNone;
  Nullable<int> pid;

  static constexpr const char* kName = "Connection";
  static constexpr const char* kDoc = "A socket, and a process that has it open.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("fd", &Connection::fd, "File descriptor of the socket in the process; null if unknown.");
    field("family", &Connection::family, "Address family.");
    field("type", &Connection::type, "Socket type.");
    field("laddr", &Connection::laddr, "Local address; null for a UNIX domain socket.");
    field("raddr", &Connection::raddr, "Remote address; null if the socket is not connected.");
    field("path", &Connection::path,
          "Path of a UNIX domain socket: `@` and a name if it is abstract, empty if it is unnamed; null for other "
          "sockets.");
    field("status", &Connection::status, "State of a TCP connection; NONE for other sockets.");
    field("pid", &Connection::pid, "PID of the process; null if unknown.");
  }
};

}  // namespace psutil
