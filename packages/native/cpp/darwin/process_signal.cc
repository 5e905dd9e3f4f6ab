#include "process_signal.h"

#include <dlfcn.h>

#include <array>

#include "../core/bytes.h"
#include "proc_info.h"

namespace psutil {

namespace {

/// audit_token_t, of which the kernel uses two fields to find a process: proc_ident_for_audit_token() in
/// bsd/kern/kern_proc.c.
using AuditToken = std::array<uint32_t, 8>;
constexpr size_t kTokenPid = 5, kTokenVersion = 7;

using SignalWithAuditToken = int (*)(AuditToken* token, int signal);

}  // namespace

std::optional<uint32_t> FindPidVersion(int pid) {
  // PROC_PIDUNIQIDENTIFIERINFO and its structure, which the headers of the system leave out.
  constexpr int kUniqueIdentifiers = 17;
  constexpr size_t kSize = 56, kVersion = 32;
  std::string bytes(kSize, '\0');
  const int count = proc_pidinfo(pid, kUniqueIdentifiers, 0, bytes.data(), static_cast<int>(kSize));
  if (count < static_cast<int>(kSize)) return std::nullopt;
  return ReadAt<uint32_t>(bytes, kVersion);
}

bool SignalVersion(int pid, uint32_t version, int signal) {
  // macOS 11 lacks it.
  static const auto call = reinterpret_cast<SignalWithAuditToken>(dlsym(RTLD_DEFAULT, "proc_signal_with_audittoken"));
  if (!call) return false;
  AuditToken token{};
  token[kTokenPid] = static_cast<uint32_t>(pid);
  token[kTokenVersion] = version;
  const int code = call(&token, signal);
  if (code != 0 && code != ESRCH) throw SystemError(code, "proc_signal_with_audittoken");
  return code == 0;
}

}  // namespace psutil
