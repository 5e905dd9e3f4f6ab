// The streams of the network stack of SunOS: /dev/arp answers a request for tables with one message for each.
#include <inet/mib2.h>
#include <stropts.h>
#include <sys/sockio.h>
#include <sys/tihdr.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "../answers.h"
#include "files.h"

using machine::Answer;
using machine::AnswerTo;
using machine::Status;

extern "C" int __real_ioctl(int fd, unsigned long request, void* argument);

namespace {

struct Message {
  std::string control;
  std::string data;
  bool has_data = false;
};

struct Stream {
  std::string modules;
  std::deque<Message> messages;
};

std::mutex mutex;
std::unordered_map<int, Stream> streams;

template <class... Parts>
std::string BytesOf(const Parts&... parts) {
  std::string bytes;
  (bytes.append(reinterpret_cast<const char*>(&parts), sizeof parts), ...);
  return bytes;
}

std::string Acknowledge(long level, long name, size_t size) {
  const T_optmgmt_ack answer{T_OPTMGMT_ACK, sizeof(opthdr), sizeof(T_optmgmt_ack), T_SUCCESS};
  return BytesOf(answer, opthdr{level, name, static_cast<long>(size)});
}

struct Table {
  long level, name;
  const char* module;
};

constexpr Table kTables[] = {
    {MIB2_IP, 0, "arp"},
    {MIB2_TCP, 0, "tcp"},
    {MIB2_TCP, MIB2_TCP_CONN, "tcp"},
    {MIB2_TCP, MIB2_TCP6_CONN, "tcp"},
    {MIB2_UDP, 0, "udp"},
    {MIB2_UDP, MIB2_UDP_ENTRY, "udp"},
    {MIB2_UDP, MIB2_UDP6_ENTRY, "udp"},
};

/// The messages with the tables of all modules, and one that ends them.
std::deque<Message> AnswerTables(const std::string& modules) {
  std::deque<Message> messages;
  for (const Table& table : kTables) {
    if (modules.find(table.module) == std::string::npos) continue;
    const Answer answer = AnswerTo("mib/" + std::to_string(table.level) + "." + std::to_string(table.name));
    if (answer.is_missing) continue;
    if (answer.error != 0) {
      messages.push_back({BytesOf(T_error_ack{T_ERROR_ACK, T_SVR4_OPTMGMT_REQ, 0, answer.error}), "", false});
      return messages;
    }
    messages.push_back({Acknowledge(table.level, table.name, answer.bytes.size()), answer.bytes, true});
  }
  messages.push_back({Acknowledge(0, 0, 0), "", false});
  return messages;
}

/// Moves the first part of a text to a buffer.
void Take(std::string& text, strbuf* buffer) {
  const size_t count = std::min(text.size(), static_cast<size_t>(buffer->maxlen));
  std::memcpy(buffer->buf, text.data(), count);
  buffer->len = static_cast<int>(count);
  text.erase(0, count);
}

int AskInterface(const char* call, lifreq* request, void* value, size_t size) {
  const Answer answer = AnswerTo(std::string("ioctl/") + call + "/" + request->lifr_name);
  if (answer.error == 0) std::memcpy(value, answer.bytes.data(), std::min(size, answer.bytes.size()));
  return Status(answer.is_missing ? ENXIO : answer.error);
}

}  // namespace

extern "C" {

int __wrap_ioctl(int fd, unsigned long request, void* argument) {
  auto* const interface = static_cast<lifreq*>(argument);
  if (request == SIOCGLIFFLAGS) return AskInterface("flags", interface, &interface->lifr_flags, sizeof(uint64_t));
  if (request == SIOCGLIFMTU) return AskInterface("mtu", interface, &interface->lifr_mtu, sizeof(unsigned));
  if (request != I_PUSH) return __real_ioctl(fd, request, argument);
  const auto call = machine::CallOfDescriptor(fd);
  if (call != "dev/arp") return Status(EINVAL);
  const std::lock_guard lock(mutex);
  Stream& stream = streams[fd];
  // A descriptor without modules is a new one.
  if (std::strcmp(static_cast<const char*>(argument), "tcp") == 0) stream = {"arp", {}};
  stream.modules.append(" ").append(static_cast<const char*>(argument));
  return 0;
}

int putmsg(int fd, const strbuf* control, const strbuf*, int) {
  T_optmgmt_req request;
  opthdr option;
  if (control->len != sizeof request + sizeof option) return Status(EINVAL);
  std::memcpy(&request, control->buf, sizeof request);
  std::memcpy(&option, control->buf + request.OPT_offset, sizeof option);
  if (request.PRIM_type != T_SVR4_OPTMGMT_REQ || option.level != MIB2_IP) return Status(EINVAL);
  const std::lock_guard lock(mutex);
  Stream& stream = streams[fd];
  stream.messages = AnswerTables(stream.modules);
  return 0;
}

int getmsg(int fd, strbuf* control, strbuf* data, int*) {
  const Answer failure = AnswerTo("getmsg");
  if (!failure.is_missing) return Status(failure.error);
  const std::lock_guard lock(mutex);
  std::deque<Message>& messages = streams[fd].messages;
  if (messages.empty()) std::abort();  // It would wait forever.
  Message& message = messages.front();
  if (control) Take(message.control, control);
  if (data) {
    Take(message.data, data);
    message.has_data = !message.data.empty();
  }
  const int more = (message.control.empty() ? 0 : MORECTL) | (message.has_data ? MOREDATA : 0);
  if (more == 0) messages.pop_front();
  return more;
}

}  // extern "C"
