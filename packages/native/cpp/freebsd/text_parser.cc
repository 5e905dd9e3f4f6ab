#include "text_parser.h"

#include <algorithm>

namespace psutil {

StringList ParseArguments(std::string_view bytes, size_t available) {
  StringList list;
  list.text = std::string(bytes);
  if (!list.text.empty() && list.text.back() != '\0') list.text += '\0';
  if (list.text.size() > available) {
    const size_t end = available == 0 ? std::string::npos : list.text.rfind('\0', available - 1);
    list.text.resize(end == std::string::npos ? 0 : end + 1);
  }
  return list;
}

std::vector<EnvironmentVariable> ParseEnvironment(std::string_view bytes) {
  std::vector<EnvironmentVariable> environment;
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find('\0'), bytes.size());
    const std::string_view text = bytes.substr(0, end);
    const size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
      environment.push_back({std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))});
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return environment;
}

std::vector<double> ParseFrequencyLevels(std::string_view text) {
  constexpr size_t kMaxDigits = 9;
  std::vector<double> frequencies;
  while (!text.empty()) {
    const std::string_view level = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(level.size() + 1, text.size()));
    if (level.empty()) continue;
    const std::string_view digits = level.substr(0, level.find('/'));
    const bool is_number = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number || digits.size() == level.size() || digits.size() > kMaxDigits) return {};
    double frequency = 0;
    for (const char digit : digits) frequency = frequency * 10 + (digit - '0');
    frequencies.push_back(frequency);
  }
  return frequencies;
}

}  // namespace psutil
