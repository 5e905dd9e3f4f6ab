#pragma once

#include "addon.h"

namespace psutil {

// Arguments, from JavaScript. TypeScript has checked what users pass: here they are only read.

template <class T>
T FromJs(Napi::Value value);

template <>
inline bool FromJs<bool>(Napi::Value value) {
  return value.As<Napi::Boolean>().Value();
}

template <>
inline int FromJs<int>(Napi::Value value) {
  return value.As<Napi::Number>().Int32Value();
}

template <>
inline std::string FromJs<std::string>(Napi::Value value) {
  return value.As<Napi::String>().Utf8Value();
}

/// Nothing, or an object of the fields that differ from the default.
template <>
inline Host FromJs<Host>(Napi::Value value) {
  Host host = Addon::Of(value.Env()).host;
  if (value.IsUndefined()) return host;
  const Napi::Object object = value.As<Napi::Object>();
  Host::Fields([&](const char* name, auto member, const char*) {
    const Napi::Value field = object.Get(name);
    using Field = std::remove_reference_t<decltype(host.*member)>;
    if (field.IsUndefined()) return;
    if constexpr (IsOptional<Field>::value) {
      host.*member = FromJs<typename Field::value_type>(field);
    } else {
      host.*member = FromJs<Field>(field);
    }
  });
  return host;
}

template <>
inline Attributes FromJs<Attributes>(Napi::Value value) {
  return {static_cast<uint64_t>(value.As<Napi::Number>().Int64Value())};
}

template <>
inline double FromJs<double>(Napi::Value value) {
  return value.As<Napi::Number>().DoubleValue();
}

template <>
inline std::vector<int> FromJs<std::vector<int>>(Napi::Value value) {
  const Napi::Array array = value.As<Napi::Array>();
  std::vector<int> numbers;
  for (uint32_t i = 0; i < array.Length(); ++i) numbers.push_back(FromJs<int>(array[i]));
  return numbers;
}

/// A pid and start ticks.
template <>
inline Target FromJs<Target>(Napi::Value value) {
  const Napi::Array array = value.As<Napi::Array>();
  return {FromJs<int>(array[0u]), Napi::Value(array[1u]).As<Napi::Number>().DoubleValue()};
}

/// Nothing for the usual one.
template <>
inline SocketKind FromJs<SocketKind>(Napi::Value value) {
  if (value.IsUndefined()) return {};
  return {FromJs<std::string>(value)};
}

/// JavaScript has no say in this: what runs on its own thread uses no other.
template <>
inline Threads FromJs<Threads>(Napi::Value) {
  return {};
}

/// Nothing for all, or pids and start ticks in turn.
template <>
inline Targets FromJs<Targets>(Napi::Value value) {
  Targets targets;
  if (value.IsUndefined()) return targets;
  targets.all = false;
  const Napi::Array array = value.As<Napi::Array>();
  for (uint32_t i = 0; i + 1 < array.Length(); i += 2) {
    const double start = Napi::Value(array[i + 1]).As<Napi::Number>().DoubleValue();
    targets.list.push_back({FromJs<int>(array[i]), start});
  }
  return targets;
}

}  // namespace psutil
