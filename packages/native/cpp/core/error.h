#pragma once

#include <exception>
#include <string>

#include "record.h"

namespace psutil {

/// What a failure says of the process that was asked.
enum class ProcessFailureKind { kUnknown, kGone, kReused, kZombie };

template <>
struct EnumNames<ProcessFailureKind> {
  static constexpr const char* kName = "ProcessFailureKind";
  static constexpr const char* kDoc = "What a failure says of the process that was asked.";
  static constexpr bool kInternal = true;
  static constexpr const char* kValues[] = {"unknown", "gone", "reused", "zombie"};
};

/// Why a reading has no answer. `code` is always an errno: each platform directory translates its own.
struct Failure {
  int code = 0;
  std::string call;
  std::string path;
  ProcessFailureKind kind = ProcessFailureKind::kUnknown;
  std::optional<int> pid;
  std::optional<int> ppid;
  std::optional<int> line;

  static constexpr const char* kName = "Failure";
  static constexpr const char* kDoc = "Why a reading has no answer.";
  static constexpr bool kInternal = true;
  template <class Visitor>
  static void Fields(Visitor&& field) {
    field("code", &Failure::code, "The system's error number.");
    field("call", &Failure::call, "The call that failed.");
    field("path", &Failure::path, "The file that it was made on, or empty.");
    field("kind", &Failure::kind, "What it says of the process.");
    field("pid", &Failure::pid, "The process that was asked.");
    field("ppid", &Failure::ppid, "The parent of a zombie.");
    field("line", &Failure::line, "The line of the file that could not be understood.");
  }
};

/// What a collector throws.
class SystemError : public std::exception {
 public:
  explicit SystemError(Failure why) : failure(std::move(why)) {}
  SystemError(int code, std::string call, std::string path = "") {
    failure.code = code;
    failure.call = std::move(call);
    failure.path = std::move(path);
  }

  const char* what() const noexcept override { return failure.call.c_str(); }

  Failure failure;
};

}  // namespace psutil
