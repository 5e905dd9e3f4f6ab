#include "connections.h"

#include <inet/mib2.h>
#include <stropts.h>
#include <sys/socket.h>
#include <sys/tihdr.h>

#include <cerrno>
#include <cstring>

#include "../core/error.h"
#include "../posix/fd.h"
#include "connections_parser.h"
#include "file.h"
#include "kstat.h"

namespace psutil {

namespace {

/// The request for all tables of the network stack, in the memory layout of the message.
struct TablesRequest {
  T_optmgmt_req request;
  opthdr option;
};

/// Opens a stream to the network stack: the modules that are pushed on it answer for TCP and UDP. Unlike /dev/ip,
/// everyone may open /dev/arp.
Fd OpenStack() {
  Fd stream = OpenDevice("/dev/arp");
  for (const char* module : {"tcp", "udp"}) {
    if (ioctl(stream.get(), I_PUSH, module) < 0) throw SystemError(errno, "ioctl", module);
  }
  return stream;
}

void RequestTables(const Fd& stream) {
  TablesRequest message{};
  message.request.PRIM_type = T_SVR4_OPTMGMT_REQ;
  message.request.OPT_offset = offsetof(TablesRequest, option);
  message.request.OPT_length = sizeof message.option;
  message.request.MGMT_flags = T_CURRENT;
  message.option.level = MIB2_IP;
  // With 0, a zone that runs programs of an older release gets entries without processes.
  message.option.len = 1;
  strbuf control{};
  control.buf = reinterpret_cast<char*>(&message);
  control.len = sizeof message;
  if (putmsg(stream.get(), &control, nullptr, 0) < 0) throw SystemError(errno, "putmsg");
}

/// getmsg(2), again if it is interrupted.
int ReceivePart(const Fd& stream, strbuf* control, strbuf* data) {
  for (;;) {
    int flags = 0;
    const int more = getmsg(stream.get(), control, data, &flags);
    if (more >= 0) return more;
    if (errno != EINTR) throw SystemError(errno, "getmsg");
  }
}

template <class T>
T ControlAt(const std::string& message, size_t offset) {
  T value{};
  if (offset > message.size() || message.size() - offset < sizeof value) throw SystemError(EBADMSG, "getmsg");
  std::memcpy(&value, message.data() + offset, sizeof value);
  return value;
}

/// Receives what follows the control part of a message.
std::string ReceiveData(const Fd& stream) {
  std::string bytes;
  char piece[65536];
  for (int more = MOREDATA; (more & MOREDATA) != 0;) {
    strbuf data{};
    data.buf = piece;
    data.maxlen = sizeof piece;
    more = ReceivePart(stream, nullptr, &data);
    if (data.len > 0) bytes.append(piece, static_cast<size_t>(data.len));
  }
  return bytes;
}

/// Receives the next table. Returns false at the end of the tables.
bool ReceiveTable(const Fd& stream, MibTable& table) {
  char buffer[512];
  strbuf control{};
  control.buf = buffer;
  control.maxlen = sizeof buffer;
  const int more = ReceivePart(stream, &control, nullptr);
  const std::string message(buffer, static_cast<size_t>(control.len < 0 ? 0 : control.len));
  if (ControlAt<t_scalar_t>(message, 0) == T_ERROR_ACK) {
    const int code = ControlAt<T_error_ack>(message, 0).UNIX_error;
    throw SystemError(code != 0 ? code : EPROTO, "getmsg");
  }
  const auto answer = ControlAt<T_optmgmt_ack>(message, 0);
  if (answer.PRIM_type != T_OPTMGMT_ACK || answer.MGMT_flags != T_SUCCESS) throw SystemError(EBADMSG, "getmsg");
  const auto option = ControlAt<opthdr>(message, static_cast<size_t>(answer.OPT_offset));
  table.level = static_cast<long>(option.level);
  table.name = static_cast<long>(option.name);
  if ((more & MOREDATA) == 0) return option.len != 0;
  table.bytes = ReceiveData(stream);
  return true;
}

}  // namespace

std::vector<Connection> ReadConnections(const Host& host, const std::string& kind) {
  RequireLocal(host, "netConnections");
  const Fd stream = OpenStack();
  RequestTables(stream);
  std::vector<MibTable> tables;
  for (MibTable table; ReceiveTable(stream, table); table = {}) tables.push_back(std::move(table));
  return ParseMibTables(tables, kind);
}

}  // namespace psutil
