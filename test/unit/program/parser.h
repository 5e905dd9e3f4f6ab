#pragma once

#include <map>
#include <string>
#include <string_view>

#include "json.h"

namespace psutil {

/// Returns the parsers by the names that tests use.
inline auto& Parsers() {
  static std::map<std::string, std::string (*)(std::string_view)> parsers;
  return parsers;
}

/// Registers a function that takes the bytes of a fixture and returns JSON.
struct Parser {
  Parser(const char* name, std::string (*parse)(std::string_view)) { Parsers()[name] = parse; }
};

/// Returns a value as JSON.
template <class T>
std::string Json(const T& value) {
  std::string json;
  AppendJson(value, json);
  return json;
}

}  // namespace psutil
