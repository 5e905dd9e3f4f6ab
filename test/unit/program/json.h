#pragma once

#include <cstdio>
#include <string>

#include "core/record.h"

namespace psutil {

/// Appends a value that a parser returned as JSON. Text must be UTF-8.
template <class T>
void AppendJson(const T& value, std::string& json);

inline void AppendJsonText(const std::string& text, std::string& json) {
  json += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      json += c;
    } else {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      json += escape;
    }
  }
  json += '"';
}

template <class T>
void AppendJsonRecord(const T& record, std::string& json) {
  json += '{';
  T::Fields([&](const char* name, auto member, const char*, auto...) {
    const auto& value = record.*member;
    if constexpr (IsOptional<std::decay_t<decltype(value)>>::value) {
      if (!value) return;
    }
    if (json.back() != '{') json += ',';
    AppendJsonText(name, json);
    json += ':';
    AppendJson(value, json);
  });
  json += '}';
}

template <class T>
void AppendJson(const T& value, std::string& json) {
  if constexpr (std::is_same_v<T, std::string>) {
    AppendJsonText(value, json);
  } else if constexpr (std::is_same_v<T, bool>) {
    json += value ? "true" : "false";
  } else if constexpr (std::is_enum_v<T>) {
    AppendJsonText(EnumNames<T>::kValues[static_cast<size_t>(value)], json);
  } else if constexpr (std::is_arithmetic_v<T>) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.17g", static_cast<double>(value));
    json += digits;
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    AppendJson(value.seconds, json);
  } else if constexpr (IsOptional<T>::value || IsNullable<T>::value) {
    if (value)
      AppendJson(*value, json);
    else
      json += "null";
  } else if constexpr (IsList<T>::value) {
    json += '[';
    for (const auto& each : value) {
      if (json.back() != '[') json += ',';
      AppendJson(each, json);
    }
    json += ']';
  } else {
    AppendJsonRecord(value, json);
  }
}

}  // namespace psutil
