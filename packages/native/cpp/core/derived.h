#pragma once

#include <array>
#include <type_traits>
#include <utility>

namespace psutil {

// Values that follow from others are declared in cpp/core, so that no platform and no caller repeats them: fields by a
// member `void Derive()` of their record, and whole records, which compare two readings of another, by `kDerived`.

/// Whether a record computes fields from its other fields. `Pack` calls `Derive` before it packs the record.
template <class T, class = void>
struct HasDerive : std::false_type {};
template <class T>
struct HasDerive<T, std::void_t<decltype(std::declval<T&>().Derive())>> : std::true_type {};

/// Returns `part` as a percentage of `whole`, or 0 if `whole` is 0.
inline double Percent(double part, double whole) { return whole > 0 ? 100 * part / whole : 0; }

/// A field that is contained in another field of the same record, and must not be added to a sum of both.
struct PartOf {
  const char* field;
};

/// A field of a derived record that has a name and a documentation of its own.
struct DerivedField {
  const char* name = nullptr;
  const char* source = nullptr;  // the field that it is computed from
  const char* doc = nullptr;
};

/// A record that is computed from two readings of the record that declares it in `kDerived`.
struct DerivedRecord {
  const char* name;
  const char* doc;
  const char* kind;                   // "percentages" of the sum of all fields, or "rates" per second
  std::array<const char*, 8> only{};  // the fields that it has; all of them if this is empty
  DerivedField extra{};               // one more field
};

template <class T, class = void>
struct HasDerivedRecords : std::false_type {};
template <class T>
struct HasDerivedRecords<T, std::void_t<decltype(T::kDerived)>> : std::true_type {};

}  // namespace psutil
