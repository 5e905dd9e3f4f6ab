// The calls of all Unixes that a scripted machine answers instead of Linux: the linker redirects them to these
// functions (--wrap).
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if_dl.h>
#include <signal.h>
#include <unistd.h>
#include <utmpx.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>

#include "answers.h"

using machine::Answer;
using machine::AnswerTo;
using machine::Log;
using machine::Status;

namespace {

/// A process exists if it is alive or a zombie, of which the answer `kill/PID` remains.
int ErrorOfSignal(int pid) {
  const Answer answer = AnswerTo("kill/" + std::to_string(pid));
  if (!answer.is_missing) return answer.error;
  return access(machine::AliveFile(pid).c_str(), F_OK) == 0 ? 0 : ESRCH;
}

/// One line of the answer `getifaddrs`: name, flags, family, and for IP addresses address, netmask and destination, or
/// a hardware address. A dash stands for no value.
struct InterfaceLine {
  std::string name, flags, family, address, netmask, destination;
};

sockaddr* MakeAddress(int family, const std::string& text) {
  if (text.empty() || text == "-") return nullptr;
  auto* storage = static_cast<sockaddr_storage*>(std::calloc(1, sizeof(sockaddr_storage)));
  storage->ss_family = static_cast<sa_family_t>(family);
  void* target = family == AF_INET ? static_cast<void*>(&reinterpret_cast<sockaddr_in*>(storage)->sin_addr)
                                   : static_cast<void*>(&reinterpret_cast<sockaddr_in6*>(storage)->sin6_addr);
  inet_pton(family, text.c_str(), target);
  return reinterpret_cast<sockaddr*>(storage);
}

/// Sets the length of an address where the system has such a field.
template <class Link>
auto SetLength(Link& link, size_t length, int) -> decltype(link.sdl_len, void()) {
  link.sdl_len = static_cast<unsigned char>(length);
}

template <class Link>
void SetLength(Link&, size_t, long) {}

/// Returns a link-level address with the name of the interface and the bytes of a hexadecimal address.
sockaddr* MakeLinkAddress(const std::string& name, const std::string& hex) {
  auto* link = static_cast<sockaddr_dl*>(std::calloc(1, sizeof(sockaddr_dl) + 64));
  link->sdl_family = AF_LINK;
  link->sdl_nlen = static_cast<unsigned char>(name.size());
  std::memcpy(link->sdl_data, name.data(), name.size());
  size_t length = 0;
  for (size_t i = 0; hex != "-" && i + 1 < hex.size(); i += 2) {
    link->sdl_data[name.size() + length++] = static_cast<char>(std::strtol(hex.substr(i, 2).c_str(), nullptr, 16));
  }
  link->sdl_alen = static_cast<unsigned char>(length);
  SetLength(*link, offsetof(sockaddr_dl, sdl_data) + name.size() + length, 0);
  return reinterpret_cast<sockaddr*>(link);
}

ifaddrs* MakeInterface(const InterfaceLine& line) {
  auto* entry = static_cast<ifaddrs*>(std::calloc(1, sizeof(ifaddrs)));
  entry->ifa_name = strdup(line.name.c_str());
  entry->ifa_flags = static_cast<unsigned>(std::strtoul(line.flags.c_str(), nullptr, 0));
  if (line.family == "link") {
    entry->ifa_addr = MakeLinkAddress(line.name, line.address);
    return entry;
  }
  const int family = line.family == "inet6" ? AF_INET6 : AF_INET;
  entry->ifa_addr = MakeAddress(family, line.address);
  entry->ifa_netmask = MakeAddress(family, line.netmask);
  entry->ifa_dstaddr = MakeAddress(family, line.destination);
  return entry;
}

// The position in the database of user accounting.
std::vector<utmpx> sessions;
size_t next_session = 0;

void Copy(char* target, size_t size, const std::string& text) {
  if (text != "-") std::memcpy(target, text.data(), std::min(size, text.size()));
}

/// One line of the answer `getutxent`: type, user, line, host, seconds, PID.
void AddSession(const std::string& text) {
  std::istringstream fields(text);
  std::string user, line, host;
  long seconds = 0;
  int type = 0, pid = 0;
  if (!(fields >> type >> user >> line >> host >> seconds >> pid)) return;
  utmpx session{};
  session.ut_type = static_cast<short>(type);
  session.ut_pid = pid;
  session.ut_tv.tv_sec = static_cast<decltype(session.ut_tv.tv_sec)>(seconds);
  Copy(session.ut_user, sizeof session.ut_user, user);
  Copy(session.ut_line, sizeof session.ut_line, line);
  Copy(session.ut_host, sizeof session.ut_host, host);
  sessions.push_back(session);
}

}  // namespace

extern "C" {

int __wrap_kill(pid_t pid, int signal) {
  if (pid <= 0) std::abort();  // It would reach processes that are not of the machine.
  const int error = ErrorOfSignal(pid);
  if (error == 0 && signal != 0) Log("kill " + std::to_string(pid) + " " + std::to_string(signal));
  return Status(error);
}

pid_t __wrap_getsid(pid_t pid) {
  const Answer answer = AnswerTo("getsid/" + std::to_string(pid));
  pid_t session = -1;
  if (answer.error != 0) return Status(answer.is_missing ? ESRCH : answer.error);
  std::memcpy(&session, answer.bytes.data(), sizeof session);
  return session;
}

int __wrap_setpriority(int, id_t pid, int nice) {
  const int error = ErrorOfSignal(static_cast<int>(pid));
  if (error == 0) Log("setpriority " + std::to_string(pid) + " " + std::to_string(nice));
  return Status(error);
}

int __wrap_getloadavg(double* averages, int count) {
  return machine::Fill("getloadavg", averages, static_cast<size_t>(count) * sizeof(double)) == 0 ? count : -1;
}

int __wrap_getifaddrs(ifaddrs** first) {
  const Answer answer = AnswerTo("getifaddrs");
  if (answer.error != 0) return Status(answer.error);
  std::istringstream lines(answer.bytes);
  *first = nullptr;
  ifaddrs** last = first;
  for (std::string line; std::getline(lines, line); last = &(*last)->ifa_next) {
    std::istringstream fields(line);
    InterfaceLine parsed;
    fields >> parsed.name >> parsed.flags >> parsed.family >> parsed.address >> parsed.netmask >> parsed.destination;
    *last = MakeInterface(parsed);
  }
  return 0;
}

void __wrap_freeifaddrs(ifaddrs* entry) {
  while (entry) {
    ifaddrs* next = entry->ifa_next;
    for (void* part : {static_cast<void*>(entry->ifa_name), static_cast<void*>(entry->ifa_addr),
                       static_cast<void*>(entry->ifa_netmask), static_cast<void*>(entry->ifa_dstaddr)}) {
      std::free(part);
    }
    std::free(entry);
    entry = next;
  }
}

void __wrap_setutxent() {
  sessions.clear();
  next_session = 0;
  std::istringstream lines(AnswerTo("getutxent").bytes);
  for (std::string line; std::getline(lines, line);) AddSession(line);
}

utmpx* __wrap_getutxent() { return next_session < sessions.size() ? &sessions[next_session++] : nullptr; }

void __wrap_endutxent() {
  sessions.clear();
  sessions.shrink_to_fit();
}

}  // extern "C"
