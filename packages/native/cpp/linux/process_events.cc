#include "process_events.h"

#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "../core/error.h"
#include "file.h"

namespace psutil {

namespace {

constexpr int kBufferBytes = 4 << 20;

enum Kind { kStart, kExec, kExit };

// Of linux/cn_proc.h, which names them in two ways, old and new.
constexpr unsigned kListenAnswer = 0;
constexpr unsigned kFork = 0x00000001;
constexpr unsigned kExecuted = 0x00000002;
constexpr unsigned kExited = 0x80000000;

/// What is sent to the kernel's connector: https://docs.kernel.org/driver-api/connector.html
struct Request {
  alignas(NLMSG_ALIGNTO) nlmsghdr header;
  // The connector's message ends in an array without a length, behind which the operation lies.
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

/// Of threads that are not the first of their process, nothing is told.
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

/// The next message of the connector; false where there is none. What comes from anyone but the kernel is left out.
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
    constexpr size_t kStart = NLMSG_HDRLEN + sizeof(cn_msg);
    if (from.nl_pid != 0 || static_cast<size_t>(count) <= kStart) continue;
    event = {};
    std::memcpy(&event, buffer + kStart, std::min(sizeof event, static_cast<size_t>(count) - kStart));
    return true;
  }
}

/// The kernel answers a listener at once: it says whether it is one, in the initial namespaces and with the right.
int WatchEvents() {
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
    return socket.Release();
  }
  throw SystemError(EPERM, "listen");
}

std::vector<double> ReadEvents(int fd) {
  constexpr size_t kMost = 3 * 1024;  // so that JavaScript's thread is not kept
  std::vector<double> events;
  proc_event event;
  while (events.size() < kMost && Receive(fd, event)) AddEvent(event, events);
  return events;
}

}  // namespace

void AddEvents(ProcessWatches& watches) {
  watches.events = WatchEvents;
  watches.readEvents = ReadEvents;
}

}  // namespace psutil
