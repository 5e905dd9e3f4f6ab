#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>

#include "../core/process_engine.h"
#include "account_names.h"
#include "nt_path_parser.h"
#include "process_table_parser.h"

namespace psutil {

/// Returns the table of all processes. Throws SystemError.
std::shared_ptr<const ProcessTable> ReadProcessTable();

/// The state that all processes read in one call share: the table of all processes, the sockets, the names of
/// accounts and the drives, each read when it is first needed.
class WindowsContext : public ReadContext {
 public:
  explicit WindowsContext(const Host& host, std::string kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on Windows.
  static const AttributeTable& Table();

  std::vector<int> ListPids() override;
  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;

  /// The table of all processes, as of the first call or, with `is_fresh`, of this one.
  std::shared_ptr<const ProcessTable> Processes(bool is_fresh = false);
  const std::string& AccountName(PSID identifier);
  std::string ToDosPath(std::string_view path);
  /// Seconds since the epoch.
  double BootTime();
  /// Bytes.
  uint64_t TotalMemory();
  /// The sockets of the kind of this context that belong to a process.
  std::vector<Connection> ConnectionsOf(int pid);

 private:
  const std::string kind_;
  bool is_listing_ = false;
  std::mutex mutex_;
  std::shared_ptr<const ProcessTable> processes_;
  std::optional<std::unordered_map<int, std::vector<Connection>>> connections_;
  AccountNames accounts_;
  std::optional<std::vector<DosDevice>> devices_;
  std::optional<double> boot_time_;
  std::optional<uint64_t> total_memory_;
};

}  // namespace psutil
