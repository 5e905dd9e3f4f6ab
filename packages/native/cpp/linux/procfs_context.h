#pragma once

#include <map>
#include <mutex>

#include "../core/process_engine.h"
#include "file.h"
#include "sockets.h"
#include "terminals.h"
#include "users.h"

namespace psutil {

/// The state that all processes read in one call share: the boot time, the users, the sockets and the limits, each read
/// when it is first needed.
class ProcfsContext : public ReadContext {
 public:
  explicit ProcfsContext(const Host& host, const std::string& kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on Linux.
  static const AttributeTable& Table();

  std::vector<int> ListPids() override;
  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;
  void Close(const Target& target, OpenProcess& process, bool has_ended) override;
  std::optional<std::vector<ProcessRow>> FindDescendants(int pid, bool recursive,
                                                         const std::function<ProcessRow(int pid)>& read) override;

  /// Seconds since the epoch, to the clock tick.
  double BootTime();
  /// Bytes.
  uint64_t MemTotal();
  const std::string& UserName(uint64_t uid);
  const Nullable<std::string>& Terminal(int number);
  const std::unordered_map<uint64_t, Connection>& SocketsOf(const Directory& process);
  const Limits& LimitsOf(const std::string& groups, const std::string& path);

  const Host& host;
  const uint64_t page_size;
  const double clock_tick;

 private:
  std::mutex mutex_;
  UserNames users_;
  Terminals terminals_;
  NamespaceSockets sockets_;
  std::optional<double> boot_time_;
  std::optional<uint64_t> mem_total_;
  std::map<std::string, Limits> limits_;
};

}  // namespace psutil
