#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../core/record.h"

namespace psutil {

/// A whole text as a non-negative number, or nothing. All number parsers of this directory are in this file.
std::optional<uint64_t> ParseNumber(std::string_view text);

/// A whole text as a number that may be negative, or nothing.
std::optional<int64_t> ParseSigned(std::string_view text);

/// A whole text as a hexadecimal number, with or without "0x", or nothing.
std::optional<uint64_t> ParseHexadecimal(std::string_view text);

/// A whole text as an octal number, or nothing.
std::optional<uint64_t> ParseOctal(std::string_view text);

/// A whole text as a non-negative decimal such as "0.47", or nothing.
std::optional<double> ParseDecimal(std::string_view text);

/// Cuts the next field off a text of fields separated by spaces and tabs; empty at its end.
std::string_view NextField(std::string_view& text);

/// Cuts the next piece, up to a separator that is dropped, off a text.
std::string_view SplitNext(std::string_view& text, char separator);

/// A field of a mount table, where the kernel writes what could end it in octal, such as `\040`.
std::string Unescaped(std::string_view field);

/// The value of an assignment as a shell reads it: logind quotes what holds anything special.
std::string Unquoted(std::string_view value);

/// A text, or null where it is empty.
Nullable<std::string> TextOrNull(std::string text);

/// Whether a text ends so.
bool EndsWith(std::string_view text, std::string_view end);

/// What the kernel puts behind the path of a file that has this name no longer.
constexpr std::string_view kDeleted = " (deleted)";

/// The last part of a path.
std::string_view BaseName(std::string_view path);

/// The CPUs of a list such as "0-3,8": sysfs, cpuset.
std::optional<std::vector<int>> ParseCpuList(std::string_view text);

/// The lines of a pseudo file, which knows where it is, so that what cannot be understood is said with file and line.
class LineParser {
 public:
  LineParser(std::string_view text, std::string path) : text_(text), path_(std::move(path)) {}

  bool Next(std::string_view& line);
  /// The value of the next line `key: value` with a key; nothing where there is none. A value may hold what looks like
  /// another such line: only a whole key at a line's start counts.
  std::optional<std::string_view> Find(std::string_view key);
  [[noreturn]] void Malformed() const;
  /// A field as a number of units, or as one that fits into an int.
  uint64_t Number(std::string_view field, uint64_t unit = 1) const;
  int Int(std::string_view field) const;
  int SignedInt(std::string_view field) const;
  double Decimal(std::string_view field) const;

 private:
  std::string_view text_;
  std::string path_;
  int line_ = 0;
};

}  // namespace psutil
