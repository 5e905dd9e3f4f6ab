#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/collectors.h"
#include "core/pack.h"

namespace fuzz {

/// A part of the native code to call with arbitrary bytes.
struct Target {
  const char* name;
  /// The files below the root of the host that the input becomes. With several, kSeparator separates their contents,
  /// and a file without content is missing.
  std::vector<const char*> files;
  /// The symbolic links whose targets follow the contents of the files in the input.
  std::vector<const char*> links;
  /// Files whose content does not depend on the input.
  std::vector<std::pair<const char*, const char*>> constants;
  void (*run)(const psutil::Host& host, std::string_view input);
};

/// The record separator of ASCII.
constexpr char kSeparator = '\x1E';

/// The process to which the files of a process belong: it is one of test/fixtures/linux-6.18.
constexpr int kPid = 1827;

std::vector<Target> CollectorTargets();
std::vector<Target> NetlinkTargets();
std::vector<Target> TextTargets();
/// Targets with a defect each, by which the runner checks that it detects defects.
std::vector<Target> DefectTargets();

/// Aborts with a message unless a condition holds.
void Require(bool condition, const char* message);

/// Checks a packed result: its numbers are finite, and its size is linear in the size of the input.
void CheckPacked(const psutil::Packed& packed);

/// Checks the error of a collector: a parse error has the path and the line.
void CheckFailure(const psutil::Failure& failure);

/// Packs a result as the addon does, and checks it.
template <class Result>
void Check(const Result& result) {
  psutil::Packed packed;
  psutil::Pack(packed, result);
  CheckPacked(packed);
}

/// Calls functions and checks the result or the error of each. Any other exception than SystemError is a defect.
template <class... Calls>
void CheckCalls(const Calls&... calls) {
  const auto check = [](const auto& call) {
    try {
      Check(call());
    } catch (const psutil::SystemError& error) {
      CheckFailure(error.failure);
    }
  };
  (check(calls), ...);
}

}  // namespace fuzz
