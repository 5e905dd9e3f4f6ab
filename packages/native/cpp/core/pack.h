#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "derived.h"
#include "error.h"

namespace psutil {

/// A result encoded for JavaScript: all numbers in one array and all text in one string. They cross to JavaScript much
/// faster than objects that are created property by property. The generated decoders read them in the same order.
struct Packed {
  std::vector<double> numbers;
  std::string text;
  bool ascii = true;

  void Clear();
  void Add(double number) { numbers.push_back(number); }
  /// Adds bytes as UTF-8, with U+FFFD in place of invalid sequences, and their length in UTF-16 code units.
  void Add(std::string_view bytes);
};

template <class T>
void Pack(Packed& out, const T& value);

/// Packs each string of a list.
void PackStrings(Packed& out, const StringList& list);

/// Packs a sparse record: a number whose bits represent the present fields, then these fields.
template <class T>
void PackSparse(Packed& out, const T& record) {
  double present = 0;
  double bit = 1;
  T::Fields([&](const char*, auto member, const char*, auto...) {
    if (record.*member) present += bit;
    bit *= 2;
  });
  out.Add(present);
  T::Fields([&](const char*, auto member, const char*, auto...) {
    if (record.*member) Pack(out, *(record.*member));
  });
}

template <class T>
void PackFields(Packed& out, const T& record) {
  T::Fields([&](const char*, auto member, const char*, auto...) { Pack(out, record.*member); });
}

template <class T>
void Pack(Packed& out, const T& value) {
  if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    out.Add(static_cast<double>(value));
  } else if constexpr (std::is_same_v<T, ErrorCode>) {
    out.Add(ErrorName(value));
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    out.Add(value.seconds);
  } else if constexpr (std::is_same_v<T, std::string>) {
    out.Add(std::string_view(value));
  } else if constexpr (std::is_same_v<T, StringList>) {
    PackStrings(out, value);
  } else if constexpr (IsOptional<T>::value || IsNullable<T>::value) {
    out.Add(value ? 1.0 : 0.0);
    if (value) Pack(out, *value);
  } else if constexpr (IsList<T>::value) {
    out.Add(static_cast<double>(value.size()));
    for (const auto& item : value) Pack(out, item);
  } else if constexpr (IsSparse<T>::value) {
    PackSparse(out, value);
  } else if constexpr (HasDerive<T>::value) {
    T derived = value;
    derived.Derive();
    PackFields(out, derived);
  } else {
    static_assert(IsRecord<T>::value, "only values of the types in record.h can be packed");
    PackFields(out, value);
  }
}

}  // namespace psutil
