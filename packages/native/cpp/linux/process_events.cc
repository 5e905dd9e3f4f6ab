#include "process_events.h"

#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "../core/error.h"
#include "epoll.h"
#include "netlink.h"

namespace psutil {

namespace {

constexpr int kBufferBytes = 4 << 20;

enum Kind { kStart, kExec, kExit };

// Constants of linux/cn_proc.h, whose names changed in Linux 6.6.
constexpr unsigned kListenAnswer = 0;
constexpr unsigned kFork = 0x00000001;
constexpr unsigned kExecuted = 0x00000002;
constexpr unsigned kExited = 0x80000000;

/// A message to the connector: https://docs.kernel.org/driver-api/connector.html
struct Request {
  alignas(NLMSG_ALIGNTO) nlmsghdr header;
  // cn_msg ends with a flexible array, which holds the operation.
  alignas(NLMSG_ALIGNTO) char message[sizeof(cn_msg) + sizeof(proc_cn_mcast_op)];
};

void Listen(const Fd& socket) {
  cn_msg message = {};
  message.id = {CN_IDX_PROC, CN_VAL_PROC};
  message.len = sizeof(proc_cn_mcast_op);
  const proc_cn_mcast_op listen = PROC_CN_MCAST_LISTEN;
  Request request = {};
  request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.message);
  request.header.nlmsg_type = NLMSG_DONE;
  std::memcpy(request.message, &message, sizeof message);
  std::memcpy(request.message + sizeof message, &listen, sizeof listen);
  if (send(socket.get(), &request, request.header.nlmsg_len, 0) < 0) throw SystemError(errno, "send");
}

int ExitCode(unsigned status) {
  const int code = static_cast<int>(status);
  return WIFSIGNALED(code) ? -WTERMSIG(code) : WEXITSTATUS(code);
}

void Add(std::vector<double>& events, Kind kind, int pid, int detail) {
  events.insert(events.end(), {static_cast<double>(kind), static_cast<double>(pid), static_cast<double>(detail)});
}

/// Adds an event of a process; those of threads other than the first are ignored.
void AddEvent(const proc_event& event, std::vector<double>& events) {
  const auto& data = event.event_data;
  switch (static_cast<unsigned>(event.what)) {
    case kFork:
      if (data.fork.child_pid != data.fork.child_tgid) return;
      return Add(events, kStart, data.fork.child_tgid, data.fork.parent_tgid);
    case kExecuted:
      return Add(events, kExec, data.exec.process_tgid, 0);
    case kExited:
      if (data.exit.process_pid != data.exit.process_tgid) return;
      return Add(events, kExit, data.exit.process_tgid, ExitCode(data.exit.exit_code));
    default:
      return;
  }
}

/// Parses a message of the connector; false if it is none. Old kernels have shorter events.
bool ParseEvent(std::string_view message, proc_event& event) {
  constexpr size_t kStart = NLMSG_HDRLEN + sizeof(cn_msg);
  if (message.size() < kStart) return false;
  const auto header = ReadAs<cn_msg>(message.substr(NLMSG_HDRLEN));
  if (header.id.idx != CN_IDX_PROC || header.id.val != CN_VAL_PROC) return false;
  const std::string_view content = message.substr(kStart, header.len);
  if (content.size() < offsetof(proc_event, event_data) + sizeof event.event_data.ack) return false;
  event = {};
  std::memcpy(&event, content.data(), std::min(sizeof event, content.size()));
  return true;
}

/// Receives the next message; false if there is none. Messages from other senders than the kernel are ignored.
bool Receive(int fd, proc_event& event) {
  alignas(NLMSG_ALIGNTO) char buffer[4096];
  for (;;) {
    sockaddr_nl from = {};
    socklen_t length = sizeof from;
    const ssize_t count =
        recvfrom(fd, buffer, sizeof buffer, MSG_DONTWAIT, reinterpret_cast<sockaddr*>(&from), &length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) return false;
    if (count < 0) throw SystemError(errno, "recv");
    const std::string_view message(buffer, static_cast<size_t>(count));
    if (from.nl_pid == 0 && ParseEvent(message, event)) return true;
  }
}

/// Opens the connector. The kernel acknowledges a listener at once; it refuses one outside the initial namespaces or
/// without the privilege.
Fd OpenConnector() {
  Fd socket(::socket(PF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_CONNECTOR));
  if (socket.get() < 0) throw SystemError(errno, "socket");
  if (setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUFFORCE, &kBufferBytes, sizeof kBufferBytes) != 0) {
    setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &kBufferBytes, sizeof kBufferBytes);
  }
  sockaddr_nl address = {};
  address.nl_family = AF_NETLINK;
  address.nl_groups = CN_IDX_PROC;
  if (bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw SystemError(errno, "bind");
  Listen(socket);
  proc_event answer;
  while (Receive(socket.get(), answer)) {
    if (static_cast<unsigned>(answer.what) != kListenAnswer) continue;
    if (answer.event_data.ack.err != 0) throw SystemError(static_cast<int>(answer.event_data.ack.err), "listen");
    return socket;
  }
  throw SystemError(EPERM, "listen");
}

/// The proc connector of netlink(7). The kernel queues events in the buffer of the socket until they are read.
class ConnectorSource : public DescriptorSource {
 public:
  using DescriptorSource::DescriptorSource;
  bool IsOneShot() const override { return false; }

  std::vector<double> Read() override {
    constexpr size_t kMaxNumbers = 3 * 1024;  // so that a batch does not occupy the event loop for long
    std::vector<double> events;
    proc_event event;
    while (events.size() < kMaxNumbers && Receive(fd(), event)) AddEvent(event, events);
    return events;
  }
};

std::shared_ptr<EventSource> WatchProcessEvents() { return std::make_shared<ConnectorSource>(OpenConnector()); }

}  // namespace

void AddEvents(ProcessWatches& watches) { watches.processEvents = WatchProcessEvents; }

}  // namespace psutil
