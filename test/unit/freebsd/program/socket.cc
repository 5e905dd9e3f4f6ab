#include "bsd/sockets_parser.h"
#include "core/bytes.h"
#include "freebsd/file_parser.h"
#include "freebsd/socket_address_parser.h"
#include "freebsd/socket_table_parser.h"
#include "parser.h"

namespace psutil {

namespace {

struct Socket {
  uint64_t socket = 0, controlBlock = 0;
  Connection connection;

  static constexpr const char* kName = "Socket";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("socket", &Socket::socket, "");
    field("controlBlock", &Socket::controlBlock, "");
    field("connection", &Socket::connection, "");
  }
};

struct Sockets {
  std::vector<Socket> rows;
  bool hasChanged = false;

  static constexpr const char* kName = "Sockets";
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("rows", &Sockets::rows, "");
    field("hasChanged", &Sockets::hasChanged, "");
  }
};

std::string JsonOf(const SocketTable& table) {
  Sockets sockets;
  sockets.hasChanged = table.has_changed;
  for (const SocketRow& row : table.rows) sockets.rows.push_back({row.socket, row.control_block, row.connection});
  return Json(sockets);
}

const Parser kTcp("tcp-table", [](std::string_view bytes) { return JsonOf(ParseTcpTable(bytes)); });
const Parser kUdp("udp-table", [](std::string_view bytes) { return JsonOf(ParseUdpTable(bytes)); });
const Parser kUnix("unix-table", [](std::string_view bytes) { return JsonOf(ParseUnixTable(bytes)); });

// The address of each socket, and the PID and the descriptor of each of its owners.
const Parser kOwners("socket-owners", [](std::string_view bytes) {
  std::vector<std::vector<uint64_t>> rows;
  for (const auto& [socket, owners] : ParseSocketOwners(bytes)) {
    rows.push_back({socket});
    for (const SocketOwner& owner : owners) {
      rows.back().push_back(static_cast<uint64_t>(owner.pid));
      rows.back().push_back(static_cast<uint64_t>(owner.fd));
    }
  }
  return Json(rows);
});

const Parser kFileSockets("file-sockets", [](std::string_view bytes) {
  std::vector<Socket> sockets;
  for (const KinfoFile& file : ParseFiles(bytes)) {
    if (file.socket) sockets.push_back({file.socket->is_tcp, file.socket->control_block, file.socket->connection});
  }
  return Json(sockets);
});

const Parser kStates("tcp-states", [](std::string_view bytes) {
  std::vector<ConnectionStatus> states;
  for (const char state : bytes) states.push_back(TcpStatus(static_cast<uint8_t>(state)));
  return Json(states);
});

// For each kind, which ends with a NUL, a bit for each family and type of sockets.
const Parser kKinds("socket-kinds", [](std::string_view bytes) {
  std::vector<int> rows;
  while (!bytes.empty()) {
    const std::string kind = TextAt(bytes, 0, bytes.size());
    int bits = 0;
    for (const AddressFamily family : {AddressFamily::kInet, AddressFamily::kInet6, AddressFamily::kUnix}) {
      for (const SocketType type : {SocketType::kStream, SocketType::kDgram}) {
        Connection connection;
        connection.family = family;
        connection.type = type;
        bits = bits * 2 + IsSocketOfKind(connection, kind);
      }
    }
    rows.push_back(bits);
    bytes.remove_prefix(kind.size() + 1);
  }
  return Json(rows);
});

}  // namespace

}  // namespace psutil
