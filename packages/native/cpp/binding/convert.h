#pragma once

#include "addon.h"

namespace psutil {

// Converts arguments from JavaScript. The TypeScript layer has validated them.

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

/// `undefined` for the default host, or an object with the fields that differ from it.
template <>
inline Host FromJs<Host>(Napi::Value value) {
  Host host = Addon::Of(value.Env()).host;
  if (value.IsUndefined()) return host;
  const Napi::Object object = value.As<Napi::Object>();
  Host::Fields([&](const char* name, auto member, const char*, auto...) {
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

/// An array of a PID and a start.
template <>
inline Target FromJs<Target>(Napi::Value value) {
  const Napi::Array array = value.As<Napi::Array>();
  return {FromJs<int>(array[0u]), Napi::Value(array[1u]).As<Napi::Number>().DoubleValue()};
}

/// `undefined` for the default kind.
template <>
inline SocketKind FromJs<SocketKind>(Napi::Value value) {
  if (value.IsUndefined()) return {};
  return {FromJs<std::string>(value)};
}

/// No JavaScript argument: a collector that runs on the JavaScript thread uses one thread.
template <>
inline Threads FromJs<Threads>(Napi::Value) {
  return {};
}

/// `undefined` for all processes, or an array of alternating PIDs and starts.
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
