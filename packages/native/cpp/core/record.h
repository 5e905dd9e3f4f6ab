#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace psutil {

// The types of value that collectors return. A record has a name (`kName`), a documentation (`kDoc`) and a static
// `Fields(visitor)` that lists its members. Packing, the generated types and the documentation use that list.

/// A value that may be unknown on a platform that supports it: null in JavaScript. (An empty `std::optional` is an
/// absent property.)
template <class T>
struct Nullable : std::optional<T> {
  using std::optional<T>::optional;
  Nullable(std::optional<T> value) : std::optional<T>(std::move(value)) {}
};

/// A list of strings as one text in which each ends with a NUL. A string object for each would use many times the
/// memory of a list whose strings are short.
struct StringList {
  std::string text;
};

/// A point in time, in seconds since the epoch.
struct Timestamp {
  double seconds = 0;
};

/// An errno, which crosses to JavaScript as its name: the numbers differ from system to system.
struct ErrorCode {
  int number = 0;

  ErrorCode(int code = 0) : number(code) {}
  operator int() const { return number; }
};

/// The name, the documentation and the values of an enumeration in JavaScript. Each enumeration specializes it with
/// `kName`, `kDoc` and `kValues`.
template <class E>
struct EnumNames;

template <class T, class = void>
struct IsRecord : std::false_type {};
template <class T>
struct IsRecord<T, std::void_t<decltype(T::kName)>> : std::true_type {};

/// Whether a record is sparse (`kSparse`): it has any subset of its fields, which are all `std::optional`.
template <class T, class = void>
struct IsSparse : std::false_type {};
template <class T>
struct IsSparse<T, std::void_t<decltype(T::kSparse)>> : std::true_type {};

/// Whether a record or an enumeration is internal (`kInternal`): it is not part of the GraphQL schema.
template <class T, class = void>
struct IsInternal : std::false_type {};
template <class T>
struct IsInternal<T, std::void_t<decltype(T::kInternal)>> : std::true_type {};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsNullable : std::false_type {};
template <class T>
struct IsNullable<Nullable<T>> : std::true_type {};

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};

/// Returns the position of a member in the list of fields of its record, or -1.
template <class Record, class T>
int FieldIndex(T Record::* member) {
  int index = -1;
  int position = 0;
  Record::Fields([&](const char*, auto candidate, const char*, auto...) {
    if constexpr (std::is_same_v<decltype(candidate), T Record::*>) {
      if (candidate == member) index = position;
    }
    ++position;
  });
  return index;
}

}  // namespace psutil
