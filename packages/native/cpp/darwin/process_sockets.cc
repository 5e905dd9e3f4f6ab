#include "process_sockets.h"

#include "../bsd/sockets_parser.h"
#include "darwin_process.h"
#include "proc_info.h"
#include "socket_parser.h"

namespace psutil {

std::vector<Connection> DarwinProcess::Connections() {
  std::vector<Connection> connections;
  for (const Descriptor& each : Descriptors()) {
    if (each.type != DescriptorType::kSocket) continue;
    const auto bytes = FindDescriptorInfo(pid_, each.number, PROC_PIDFDSOCKETINFO, socket_offset::kSize);
    auto connection = bytes ? ParseSocket(*bytes) : std::nullopt;
    if (!connection || !IsSocketOfKind(*connection, context_.kind)) continue;
    if (!lists_.Take(sizeof(Connection))) break;
    connection->fd = each.number;
    connection->pid = pid_;
    connections.push_back(std::move(*connection));
  }
  EnsureSame();
  return connections;
}

// The kernel lists sockets by process only. The processes of other users require root, and are left out.
std::vector<Connection> ReadConnections(const Host& host, const std::string& kind, bool) {
  DarwinContext context(host, kind);
  std::vector<Connection> connections;
  const Attributes requested = Attributes().With(FieldIndex(&ProcessInfo::connections));
  for (ProcessRow& row : ReadProcesses(context, requested, Targets(), Threads())) {
    if (!row.info.connections) continue;
    for (Connection& connection : *row.info.connections) connections.push_back(std::move(connection));
  }
  return connections;
}

}  // namespace psutil
