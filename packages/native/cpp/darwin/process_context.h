#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "../core/process_engine.h"
#include "process_table.h"

namespace psutil {

/// The state that all processes read in one call share: the table of all processes, and the names of users and
/// terminals, each read when it is first needed.
class DarwinContext : public ReadContext {
 public:
  explicit DarwinContext(const Host& host, std::string kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on macOS.
  static const AttributeTable& Table();

  std::vector<int> ListPids() override;
  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;

  /// The row of a process in the table of all processes; nothing where it was not read.
  const KinfoProcess* FindListed(int pid) const;
  std::string UserName(uint64_t uid);
  Nullable<std::string> Terminal(int device);
  /// Returns a number that does not change until the next boot: sysctlbyname(3). Throws SystemError.
  uint64_t Constant(const char* name);

  const std::string kind;

 private:
  std::vector<KinfoProcess> processes_;
  std::mutex mutex_;
  std::map<uint64_t, std::string> users_;
  std::map<int, Nullable<std::string>> terminals_;
  std::map<std::string, uint64_t> constants_;
};

}  // namespace psutil
