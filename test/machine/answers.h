#pragma once

#include <optional>
#include <string>

// The answers of a scripted machine are files in the directory that the environment variable PSUTIL_MACHINE names:
//   answers/CALL          the bytes that the call returns
//   answers/CALL.error    the number of the error with which it fails instead
//   answers/CALL.next/N   answers that are given once each, in the order of their names, before the others
//   alive/PID             exists while the process runs
//   log                   the calls that change something, a line each

namespace machine {

/// The answer of a call: bytes, or the number of an error.
struct Answer {
  int error = 0;
  std::string bytes;
  /// Whether the call has no answer; the error is ENOENT then.
  bool is_missing = false;
};

/// Returns the next answer of a call.
Answer AnswerTo(const std::string& call);

/// Returns what sysctl(3) of a system returns for a name without an answer, which may be of a process that does not
/// exist. Each system with this call defines it.
Answer MissingSysctl(const std::string& name);

/// Returns how many bytes of a value sysctl(3) of a system copies into a buffer that is too short for the others,
/// without an error; nothing where it fails. Each system with this call defines it.
std::optional<size_t> CutSysctl(const std::string& name, const std::string& bytes, size_t size);

/// Replaces the answer of a call.
void Replace(const std::string& call, const std::string& bytes);

/// Writes a call that changes something to the log.
void Log(const std::string& call);

/// Returns the path of the file with the answer of a call.
std::string AnswerFile(const std::string& call);

/// Returns the path of the file that exists while a process runs.
std::string AliveFile(int pid);

/// Returns a path or name as one component of the name of a call.
std::string Escape(const std::string& text);

/// Sets errno and returns -1 for an error, or returns 0.
int Status(int error);

/// Answers a call that fills in a buffer of a fixed size.
int Fill(const std::string& call, void* buffer, size_t size);

}  // namespace machine
