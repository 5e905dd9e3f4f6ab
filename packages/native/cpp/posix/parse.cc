#include "parse.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <climits>

#include "../core/error.h"

namespace psutil {

namespace {

// More CPUs than any kernel supports: CONFIG_NR_CPUS is at most 8192. A list with a higher number is malformed.
constexpr uint64_t kMostCpus = 1 << 14;

// Further digits after the point are below the precision of any measurement.
constexpr size_t kMostDecimals = 9;
constexpr uint64_t kMostExact = uint64_t{1} << 53;

std::optional<uint64_t> ParseDigits(std::string_view text, int base) {
  uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, base);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

/// Returns the byte of a three-digit octal escape, or nothing.
std::optional<char> ParseOctalByte(std::string_view digits) {
  const auto value = ParseDigits(digits, 8);
  if (digits.size() != 3 || !value || *value > 0xFF) return std::nullopt;
  return static_cast<char>(*value);
}

}  // namespace

std::optional<uint64_t> ParseNumber(std::string_view text) { return ParseDigits(text, 10); }

std::optional<int64_t> ParseSigned(std::string_view text) {
  const bool negative = text.substr(0, 1) == "-";
  const auto number = ParseNumber(text.substr(negative ? 1 : 0));
  if (!number || *number > INT64_MAX) return std::nullopt;
  return negative ? -static_cast<int64_t>(*number) : static_cast<int64_t>(*number);
}

std::optional<int> ParseInt(std::string_view text) {
  const auto number = ParseNumber(text);
  if (!number || *number > INT_MAX) return std::nullopt;
  return static_cast<int>(*number);
}

std::optional<uint64_t> ParseHexadecimal(std::string_view text) {
  return ParseDigits(text.substr(text.substr(0, 2) == "0x" ? 2 : 0), 16);
}

std::optional<uint64_t> ParseOctal(std::string_view text) { return ParseDigits(text, 8); }

std::optional<double> ParseDecimal(std::string_view text) {
  const auto whole = ParseNumber(SplitNext(text, '.'));
  if (!whole || text.empty()) return whole;
  const std::string_view digits = text.substr(0, kMostDecimals);
  const auto fraction = ParseNumber(digits);
  if (!fraction || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  uint64_t scale = 1;
  for (size_t i = 0; i < digits.size(); ++i) scale *= 10;
  // One division of two integers is exact to the last bit, as strtod(3) is.
  if (*whole > kMostExact / scale) return static_cast<double>(*whole);
  return static_cast<double>(*whole * scale + *fraction) / static_cast<double>(scale);
}

// Half of all parsing happens here: the loops take a third of the time of find_first_of().
std::string_view NextField(std::string_view& text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  size_t start = 0;
  while (start < text.size() && is_space(text[start])) ++start;
  size_t end = start;
  while (end < text.size() && !is_space(text[end])) ++end;
  const std::string_view field = text.substr(start, end - start);
  text.remove_prefix(end);
  return field;
}

std::string_view SplitNext(std::string_view& text, char separator) {
  const std::string_view piece = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(piece.size() + 1, text.size()));
  return piece;
}

std::string Unescaped(std::string_view field) {
  std::string text;
  for (size_t at = 0; at < field.size(); ++at) {
    const auto byte = field[at] == '\\' ? ParseOctalByte(field.substr(at + 1, 3)) : std::nullopt;
    text += byte.value_or(field[at]);
    if (byte) at += 3;
  }
  return text;
}

std::string Unquoted(std::string_view value) {
  const char quote = value.empty() ? '\0' : value.front();
  if (value.size() < 2 || (quote != '"' && quote != '\'') || value.back() != quote) return std::string(value);
  std::string plain;
  for (size_t at = 1; at + 1 < value.size(); ++at) {
    if (quote == '"' && value[at] == '\\' && at + 2 < value.size()) ++at;
    plain += value[at];
  }
  return plain;
}

Nullable<std::string> TextOrNull(std::string text) {
  if (text.empty()) return {};
  return text;
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view BaseName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::optional<std::vector<int>> ParseCpuList(std::string_view text) {
  std::vector<int> cpus;
  std::string_view list = NextField(text);
  if (list.empty() || list.back() == ',') return std::nullopt;
  while (!list.empty()) {
    const std::string_view range = SplitNext(list, ',');
    const size_t dash = range.find('-');
    const auto from = ParseNumber(range.substr(0, dash));
    const auto to = dash == std::string_view::npos ? from : ParseNumber(range.substr(dash + 1));
    if (!from || !to || *from > *to || *to >= kMostCpus) return std::nullopt;
    // The kernel lists each CPU once. Otherwise a short list could repeat long ranges.
    if (!cpus.empty() && *from <= static_cast<uint64_t>(cpus.back())) return std::nullopt;
    for (uint64_t cpu = *from; cpu <= *to; ++cpu) cpus.push_back(static_cast<int>(cpu));
  }
  return cpus;
}

bool LineParser::Next(std::string_view& line) {
  if (text_.empty()) return false;
  line = SplitNext(text_, '\n');
  ++line_;
  return true;
}

std::optional<std::string_view> LineParser::Find(std::string_view key) {
  for (std::string_view line; Next(line);) {
    if (SplitNext(line, ':') == key) return line;
  }
  return std::nullopt;
}

void LineParser::Malformed() const {
  Failure failure;
  failure.code = EBADMSG;
  failure.call = "parse";
  failure.path = path_;
  failure.line = std::max(line_, 1);  // 1 for a file that was parsed without splitting lines
  throw SystemError(failure);
}

uint64_t LineParser::Number(std::string_view field, uint64_t unit) const {
  const auto number = ParseNumber(field);
  if (!number || *number > UINT64_MAX / unit) Malformed();
  return *number * unit;
}

double LineParser::Decimal(std::string_view field) const {
  const auto number = ParseDecimal(field);
  if (!number) Malformed();
  return *number;
}

int LineParser::SignedInt(std::string_view field) const {
  const auto number = ParseSigned(field);
  if (!number || *number < INT_MIN || *number > INT_MAX) Malformed();
  return static_cast<int>(*number);
}

int LineParser::Int(std::string_view field) const {
  const auto number = ParseInt(field);
  if (!number) Malformed();
  return *number;
}

}  // namespace psutil
