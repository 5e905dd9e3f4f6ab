#pragma once

#include <exception>
#include <string>

#include "record.h"

namespace psutil {

/// Returns the name of an error number, such as "ENOENT", or "errno 126" for a number without a name. Each platform
/// defines it.
std::string ErrorName(int code);

/// The state of the process that a read failed on.
enum class ProcessFailureKind { kUnknown, kGone, kReused, kZombie };

template <>
struct EnumNames<ProcessFailureKind> {
  static constexpr const char* kName = "ProcessFailureKind";
  static constexpr const char* kDoc = "State of the process that a read failed on.";
  static constexpr bool kInternal = true;
  static constexpr const char* kValues[] = {"unknown", "gone", "reused", "zombie"};
};

/// A failure of a collector. A platform translates its own error codes to errno.
struct Failure {
  ErrorCode code;
  std::string call;
  std::string path;
  ProcessFailureKind kind = ProcessFailureKind::kUnknown;
  std::optional<int> pid;
  std::optional<int> ppid;
  std::optional<int> line;
  std::optional<double> systemErrno;

  static constexpr const char* kName = "Failure";
  static constexpr const char* kDoc = "A failure of a collector.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("code", &Failure::code, "Name of the error, such as `ENOENT`.");
    field("call", &Failure::call, "Name of the system call that failed.");
    field("path", &Failure::path, "Path that the call was made on, or empty.");
    field("kind", &Failure::kind, "State of the process.");
    field("pid", &Failure::pid, "PID of the process.");
    field("ppid", &Failure::ppid, "PID of the parent of a zombie.");
    field("line", &Failure::line, "Number of the line that cannot be parsed.");
    field("systemErrno", &Failure::systemErrno,
          "Number of the error where the system has no errno: Win32 error or NTSTATUS.");
  }
};

/// The exception that collectors throw.
class SystemError : public std::exception {
 public:
  explicit SystemError(Failure reason) : failure(std::move(reason)) {}
  SystemError(int code, std::string call, std::string path = "") {
    failure.code = code;
    failure.call = std::move(call);
    failure.path = std::move(path);
  }

  const char* what() const noexcept override { return failure.call.c_str(); }

  Failure failure;
};

}  // namespace psutil
