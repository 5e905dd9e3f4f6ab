#pragma once

#include "host.h"

namespace psutil {

/// The kind of an address.
enum class AddressFamily { kInet, kInet6, kUnix, kLink };

template <>
struct EnumNames<AddressFamily> {
  static constexpr const char* kName = "AddressFamily";
  static constexpr const char* kDoc = "The kind of an address: IPv4, IPv6, of a UNIX socket, or of hardware.";
  static constexpr const char* kValues[] = {"AF_INET", "AF_INET6", "AF_UNIX", "AF_LINK"};
};

/// How a socket carries data: as a stream, as datagrams, or as packets in order.
enum class SocketType { kStream, kDgram, kSeqpacket };

template <>
struct EnumNames<SocketType> {
  static constexpr const char* kName = "SocketType";
  static constexpr const char* kDoc = "How a socket carries data: as a stream, as datagrams, or as packets in order.";
  static constexpr const char* kValues[] = {"SOCK_STREAM", "SOCK_DGRAM", "SOCK_SEQPACKET"};
};

/// The state of a TCP connection; of other sockets, none.
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
  static constexpr const char* kDoc = "The state of a TCP connection; NONE for other sockets.";
  static constexpr const char* kValues[] = {"ESTABLISHED", "SYN_SENT", "SYN_RECV",   "FIN_WAIT1", "FIN_WAIT2",
                                            "TIME_WAIT",   "CLOSE",    "CLOSE_WAIT", "LAST_ACK",  "LISTEN",
                                            "CLOSING",     "NONE",     "DELETE_TCB", "IDLE",      "BOUND"};
};

/// An end of a connection.
struct SocketAddress {
  std::string ip;
  int port = 0;

  static constexpr const char* kName = "SocketAddress";
  static constexpr const char* kDoc = "An end of a connection.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("ip", &SocketAddress::ip, "Its IP address.");
    field("port", &SocketAddress::port, "Its port.");
  }
};

/// A socket and one process that has it open.
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
  static constexpr const char* kDoc = "A socket and one process that has it open.";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("fd", &Connection::fd, "The process's descriptor of it, where that is known.");
    field("family", &Connection::family, "The kind of its addresses.");
    field("type", &Connection::type, "How it carries data.");
    field("laddr", &Connection::laddr, "This end; null of a UNIX socket.");
    field("raddr", &Connection::raddr, "The other end, where it is connected.");
    field("path", &Connection::path,
          "The name of a UNIX socket, which may be empty or start with `@`; null of others.");
    field("status", &Connection::status, "The state of a TCP connection; NONE for other sockets.");
    field("pid", &Connection::pid, "The process, where that is known.");
  }
};

}  // namespace psutil
