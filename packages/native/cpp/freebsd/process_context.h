#pragma once

#include <mutex>
#include <unordered_map>

#include "../bsd/names.h"
#include "../core/process_engine.h"
#include "process_table.h"

namespace psutil {

/// The state that all processes read in one call share: the table of all processes, and the names of users and
/// terminals, each read when it is first needed.
class FreebsdContext : public ReadContext {
 public:
  explicit FreebsdContext(const Host& host, std::string kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on FreeBSD.
  static const AttributeTable& Table();

  std::vector<int> ListPids() override;
  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;

  /// The row of a process in the table of all processes; nothing where it was not read.
  const KinfoProcess* FindListed(int pid) const;
  /// Bytes.
  uint64_t TotalMemory();
  /// The state of a TCP connection, given the address of its control block.
  ConnectionStatus TcpStatusOf(uint64_t control_block);

  const std::string kind;
  Names names;

 private:
  std::vector<KinfoProcess> processes_;
  std::mutex mutex_;
  std::optional<uint64_t> total_memory_;
  std::optional<std::unordered_map<uint64_t, ConnectionStatus>> tcp_statuses_;
};

}  // namespace psutil
