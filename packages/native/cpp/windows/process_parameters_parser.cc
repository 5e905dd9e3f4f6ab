#include "process_parameters_parser.h"

#include "../core/bytes.h"
#include "text.h"

namespace psutil {

namespace {

bool IsSpace(char16_t unit) { return unit == u' ' || unit == u'\t'; }

void SkipSpaces(std::u16string_view& line) {
  while (!line.empty() && IsSpace(line.front())) line.remove_prefix(1);
}

/// Reads a UNICODE_STRING.
RemoteText TextAt(std::string_view bytes, size_t offset, const ParametersLayout& layout) {
  return {PointerAt(bytes, offset + layout.pointer, layout), ReadAt<uint16_t>(bytes, offset)};
}

/// Takes the program, in which a backslash escapes nothing: it ends at a space, or at the second quotation mark.
std::u16string TakeProgram(std::u16string_view& line) {
  const bool is_quoted = line.front() == u'"';
  if (is_quoted) line.remove_prefix(1);
  size_t end = 0;
  while (end < line.size() && (is_quoted ? line[end] != u'"' : !IsSpace(line[end]))) ++end;
  std::u16string program(line.substr(0, end));
  line.remove_prefix(end < line.size() && is_quoted ? end + 1 : end);
  return program;
}

size_t CountBackslashes(std::u16string_view line) {
  const size_t end = line.find_first_not_of(u'\\');
  return end == std::u16string_view::npos ? line.size() : end;
}

std::u16string TakeArgument(std::u16string_view& line) {
  std::u16string argument;
  bool is_quoted = false;
  while (!line.empty() && (is_quoted || !IsSpace(line.front()))) {
    const size_t backslashes = CountBackslashes(line);
    line.remove_prefix(backslashes);
    const bool has_mark = !line.empty() && line.front() == u'"';
    // Backslashes are literal, except before a quotation mark, where each pair stands for one.
    argument.append(has_mark ? backslashes / 2 : backslashes, u'\\');
    if (!has_mark) {
      if (!line.empty() && (is_quoted || !IsSpace(line.front()))) {
        argument += line.front();
        line.remove_prefix(1);
      }
      continue;
    }
    line.remove_prefix(1);
    if (backslashes % 2 == 1) {
      argument += u'"';
      continue;
    }
    // Two marks in a quoted part stand for one, and end that part.
    if (is_quoted && !line.empty() && line.front() == u'"') {
      argument += u'"';
      line.remove_prefix(1);
    }
    is_quoted = !is_quoted;
  }
  return argument;
}

}  // namespace

uint64_t PointerAt(std::string_view bytes, size_t offset, const ParametersLayout& layout) {
  return layout.pointer == sizeof(uint64_t) ? ReadAt<uint64_t>(bytes, offset) : ReadAt<uint32_t>(bytes, offset);
}

ProcessParameters ParseParameters(std::string_view bytes, const ParametersLayout& layout) {
  ProcessParameters parameters;
  parameters.cwd = TextAt(bytes, layout.cwd, layout);
  parameters.command_line = TextAt(bytes, layout.command_line, layout);
  parameters.environment = PointerAt(bytes, layout.environment, layout);
  parameters.environment_size = PointerAt(bytes, layout.environment_size, layout);
  return parameters;
}

std::u16string ToUnits(std::string_view bytes) {
  std::u16string units(bytes.size() / sizeof(char16_t), u'\0');
  if (!units.empty()) std::memcpy(units.data(), bytes.data(), units.size() * sizeof(char16_t));
  return units;
}

StringList SplitCommandLine(std::u16string_view line) {
  line = line.substr(0, line.find(u'\0'));
  StringList arguments;
  if (line.empty()) return arguments;
  const auto append = [&](const std::u16string& argument) { (arguments.text += ToUtf8(argument)) += '\0'; };
  append(TakeProgram(line));
  for (SkipSpaces(line); !line.empty(); SkipSpaces(line)) append(TakeArgument(line));
  return arguments;
}

std::vector<EnvironmentVariable> ParseEnvironment(std::u16string_view block) {
  std::vector<EnvironmentVariable> variables;
  for (;;) {
    const size_t end = block.find(u'\0');
    // An empty string ends the block; text after the last NUL is a truncated variable.
    if (end == 0 || end == std::u16string_view::npos || variables.size() == kMaxVariables) return variables;
    const std::u16string_view variable = block.substr(0, end);
    block.remove_prefix(end + 1);
    const size_t separator = variable.find(u'=');
    if (separator == 0 || separator == std::u16string_view::npos) continue;
    variables.push_back({ToUtf8(variable.substr(0, separator)), ToUtf8(variable.substr(separator + 1))});
  }
}

std::string WithoutTrailingSeparator(std::string path) {
  const bool is_drive = path.size() == 3 && path[1] == ':';
  if (path.size() > 1 && path.back() == '\\' && !is_drive) path.pop_back();
  return path;
}

}  // namespace psutil
