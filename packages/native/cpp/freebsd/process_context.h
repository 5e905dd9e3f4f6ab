#pragma once

#include <unordered_map>

#include "../bsd/kinfo_process.h"
#include "process_table.h"

namespace psutil {

/// The state that all processes read in one call share.
class FreebsdContext : public KinfoContext<KinfoProcess> {
 public:
  explicit FreebsdContext(const Host& host, std::string kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on FreeBSD.
  static const AttributeTable& Table();

  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;
  std::vector<KinfoProcess> ReadTable() override { return ReadProcessTable(); }
  std::optional<KinfoProcess> FindRow(int pid) override { return FindProcess(pid); }

  /// The state of a TCP connection, given the address of its control block.
  ConnectionStatus TcpStatusOf(uint64_t control_block);

 private:
  std::mutex mutex_;
  std::optional<std::unordered_map<uint64_t, ConnectionStatus>> tcp_statuses_;
};

}  // namespace psutil
