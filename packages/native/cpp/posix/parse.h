#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../core/record.h"

namespace psutil {

/// The unit that pseudo files call kB, in bytes.
constexpr uint64_t kKilobyte = 1024;

/// Parses a whole text as a non-negative integer; nothing if it is none. All number parsers are in this file.
std::optional<uint64_t> ParseNumber(std::string_view text);

/// Parses a whole text as a non-negative integer that fits into an int.
std::optional<int> ParseInt(std::string_view text);

/// Parses a whole text as an integer that may be negative.
std::optional<int64_t> ParseSigned(std::string_view text);

/// Parses a whole text as a hexadecimal number, with or without "0x".
std::optional<uint64_t> ParseHexadecimal(std::string_view text);

/// Parses a whole text as an octal number.
std::optional<uint64_t> ParseOctal(std::string_view text);

/// Parses a whole text as a non-negative decimal number such as "0.47".
std::optional<double> ParseDecimal(std::string_view text);

/// Splits the next field off a text of fields separated by spaces and tabs; empty at the end.
std::string_view NextField(std::string_view& text);

/// Splits the text up to the next separator off, and drops the separator.
std::string_view SplitNext(std::string_view& text, char separator);

/// Decodes the octal escapes of a mount table, such as `\040` for a space.
std::string Unescaped(std::string_view field);

/// Removes the shell quoting of a value, as in os-release and the files of logind.
std::string Unquoted(std::string_view value);

/// Returns a text, or null if it is empty.
Nullable<std::string> TextOrNull(std::string text);

/// Whether a text ends with a suffix.
bool EndsWith(std::string_view text, std::string_view end);

/// The suffix that the kernel appends to the path of an unlinked file.
constexpr std::string_view kDeleted = " (deleted)";

/// Returns the last component of a path.
std::string_view BaseName(std::string_view path);

/// Parses a CPU list such as "0-3,8", as in sysfs and cpuset files. It is ascending.
std::optional<std::vector<int>> ParseCpuList(std::string_view text);

/// Iterates over the lines of a pseudo file and throws parse errors with its path and the line number.
class LineParser {
 public:
  /// `line` is the number of lines of the file before the text.
  LineParser(std::string_view text, std::string path, int line = 0)
      : text_(text), path_(std::move(path)), line_(line) {}

  bool Next(std::string_view& line);
  /// Returns the value of the next line of the form `key: value` with a key; nothing without one. A key only matches at
  /// the start of a line, as a value may contain any text.
  std::optional<std::string_view> Find(std::string_view key);
  /// Returns the number of lines that were read.
  int line() const { return line_; }
  [[noreturn]] void Malformed() const;
  /// Parses a field as a number of units, or as one that fits into an int.
  uint64_t Number(std::string_view field, uint64_t unit = 1) const;
  int Int(std::string_view field) const;
  int SignedInt(std::string_view field) const;
  double Decimal(std::string_view field) const;

 private:
  std::string_view text_;
  std::string path_;
  int line_;
};

}  // namespace psutil
