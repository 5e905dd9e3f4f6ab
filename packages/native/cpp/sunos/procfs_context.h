#pragma once

#include <map>
#include <mutex>
#include <unordered_map>

#include "../core/process_engine.h"

namespace psutil {

/// The state that all processes read in one call share.
class ProcfsContext : public ReadContext {
 public:
  explicit ProcfsContext(const Host& host, const std::string& kind = "inet");

  /// How each attribute is read. An attribute that is missing is not supported on SunOS.
  static const AttributeTable& Table();

  std::vector<int> ListPids() override;
  std::unique_ptr<OpenProcess> Open(const Target& target, Attributes attributes) override;

  std::string UserName(uint64_t uid);
  /// Returns the path of the terminal with a device number; nothing where none has it. Throws SystemError.
  Nullable<std::string> Terminal(uint64_t device);
  /// Returns the sockets that a process created. Throws SystemError.
  std::vector<Connection> SocketsOf(int pid);
  /// Bytes. Throws SystemError.
  uint64_t TotalMemory() const;

  const Host& host;

 private:
  void ReadPasswd();
  void ReadTerminals();

  const std::string socket_kind_;
  std::mutex mutex_;
  std::unordered_map<uint64_t, std::string> users_;
  bool has_read_passwd_ = false;
  std::map<uint64_t, std::string> terminals_;
  bool has_read_terminals_ = false;
  std::optional<std::vector<Connection>> sockets_;
};

}  // namespace psutil
