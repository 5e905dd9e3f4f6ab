#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "error.h"

namespace psutil {

/// A result on its way to JavaScript: all numbers in one array and all text in one string, which cross far faster than
/// objects do property by property. The generated decoders read them in the same order.
struct Packed {
  std::vector<double> numbers;
  std::string text;
  bool ascii = true;

  void Clear();
  void Add(double number) { numbers.push_back(number); }
  /// Appends bytes as UTF-8, with U+FFFD for invalid sequences, and their length in UTF-16 units.
  void Add(std::string_view bytes);
};

template <class T>
void Pack(Packed& out, const T& value);

/// Packs a sparse record: a number whose bits state which fields follow.
template <class T>
void PackSparse(Packed& out, const T& record) {
  double present = 0;
  double bit = 1;
  T::Fields([&](const char*, auto member, const char*) {
    if (record.*member) present += bit;
    bit *= 2;
  });
  out.Add(present);
  T::Fields([&](const char*, auto member, const char*) {
    if (record.*member) Pack(out, *(record.*member));
  });
}

template <class T>
void Pack(Packed& out, const T& value) {
  if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
    out.Add(static_cast<double>(value));
  } else if constexpr (std::is_same_v<T, ErrorCode>) {
    out.Add(std::string_view(ErrorName(value)));
  } else if constexpr (std::is_same_v<T, Timestamp>) {
    out.Add(value.seconds);
  } else if constexpr (std::is_same_v<T, std::string>) {
    out.Add(std::string_view(value));
  } else if constexpr (IsOptional<T>::value || IsNullable<T>::value) {
    out.Add(value ? 1.0 : 0.0);
    if (value) Pack(out, *value);
  } else if constexpr (IsList<T>::value) {
    out.Add(static_cast<double>(value.size()));
    for (const auto& item : value) Pack(out, item);
  } else if constexpr (IsSparse<T>::value) {
    PackSparse(out, value);
  } else {
    static_assert(IsRecord<T>::value, "a value crosses to JavaScript only if it is made of the kinds in record.h");
    T::Fields([&](const char*, auto member, const char*) { Pack(out, value.*member); });
  }
}

}  // namespace psutil
