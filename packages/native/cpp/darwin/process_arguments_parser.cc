#include "process_arguments_parser.h"

#include <algorithm>
#include <cstdint>

#include "../core/bytes.h"

namespace psutil {

namespace {

/// Takes the text before the next NUL; nothing where there is no NUL.
std::optional<std::string_view> NextText(std::string_view& bytes) {
  const size_t end = bytes.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view text = bytes.substr(0, end);
  bytes.remove_prefix(end + 1);
  return text;
}

}  // namespace

ProcessArguments ParseProcessArguments(std::string_view bytes) {
  const auto count = ReadAt<int32_t>(bytes, 0);
  bytes.remove_prefix(sizeof count);
  ProcessArguments arguments;
  if (!NextText(bytes)) return arguments;  // the path of the executable
  // NULs align the arguments. An empty first argument looks the same, and is lost.
  bytes.remove_prefix(std::min(bytes.find_first_not_of('\0'), bytes.size()));
  for (int32_t i = 0; i < count; ++i) {
    const auto argument = NextText(bytes);
    if (!argument) return arguments;
    arguments.cmdline.text.append(*argument).push_back('\0');
  }
  // The environment ends with an empty text. The kernel's own variables for the dynamic linker follow.
  for (auto text = NextText(bytes); text && !text->empty(); text = NextText(bytes)) {
    const size_t equals = text->find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    arguments.environment.push_back({std::string(text->substr(0, equals)), std::string(text->substr(equals + 1))});
  }
  return arguments;
}

}  // namespace psutil
