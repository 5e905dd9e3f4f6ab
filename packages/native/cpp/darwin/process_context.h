#pragma once

#include "../bsd/kinfo_process.h"
#include "process_table.h"

namespace psutil {

/// The state that all processes read in one call share.
class DarwinContext : public KinfoContext<KinfoProcess> {
 public:
  explicit DarwinContext(const Host& host, std::string kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on macOS.
  static const AttributeTable& Table();

  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;
  std::vector<KinfoProcess> ReadTable() override { return ReadProcessTable(); }
  std::optional<KinfoProcess> FindRow(int pid) override { return FindProcess(pid); }
  std::optional<uint64_t> FindIdentity(int pid) override { return FindStart(pid); }
};

}  // namespace psutil
