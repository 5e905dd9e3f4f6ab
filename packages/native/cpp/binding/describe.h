#pragma once

#include "addon.h"

namespace psutil {

/// The declarations of cpp/core as a JavaScript object, from which the types, the GraphQL schema and the contract tests
/// are generated. It lists every collector, including those that the platform does not support.
class Description {
 public:
  explicit Description(Napi::Env env)
      : env_(env),
        records_(Napi::Object::New(env)),
        enums_(Napi::Object::New(env)),
        collectors_(Napi::Object::New(env)),
        constants_(Napi::Object::New(env)) {}

  template <class Result, class... Args>
  void AddCollector(const char* name, Result (*fn)(Args...), const char* doc) {
    Napi::Object collector = Napi::Object::New(env_);
    collector.Set("doc", doc);
    collector.Set("supported", fn != nullptr);
    collector.Set("returns", TypeOf<Result>());
    Napi::Array arguments = Napi::Array::New(env_);
    (AddArgument<std::decay_t<Args>>(arguments), ...);
    collector.Set("arguments", arguments);
    collectors_.Set(name, collector);
  }

  template <class T>
  void AddRecord() {
    if (records_.Has(T::kName)) return;
    Napi::Object record = Napi::Object::New(env_);
    records_.Set(T::kName, record);
    Napi::Array fields = Napi::Array::New(env_);
    T::Fields([&](const char* name, auto member, const char* doc, auto... notes) {
      [[maybe_unused]] Napi::Object field = AddField(fields, name, member, doc);
      (field.Set("partOf", notes.field), ...);
    });
    record.Set("doc", T::kDoc);
    record.Set("internal", IsInternal<T>::value);
    record.Set("sparse", IsSparse<T>::value);
    record.Set("fields", fields);
    if constexpr (HasDerivedRecords<T>::value) record.Set("derived", DerivedOf<T>());
  }

  template <size_t count>
  void AddConstants(const char* group, const Constant (&constants)[count]) {
    Napi::Array list = Napi::Array::New(env_);
    for (const auto& [name, number, doc] : constants) {
      Napi::Object constant = Napi::Object::New(env_);
      constant.Set("name", name);
      constant.Set("number", number);
      constant.Set("doc", doc);
      list.Set(list.Length(), constant);
    }
    constants_.Set(group, list);
  }

  /// Signals have no number of their own: each system has its numbers.
  void AddSignals() {
    Napi::Array list = Napi::Array::New(env_);
    for (const char* name : kSignals) {
      Napi::Object signal = Napi::Object::New(env_);
      signal.Set("name", name);
      list.Set(list.Length(), signal);
    }
    constants_.Set("Signal", list);
  }

  Napi::Object Finish() {
    Napi::Object description = Napi::Object::New(env_);
    description.Set("constants", constants_);
    description.Set("records", records_);
    description.Set("enums", enums_);
    description.Set("collectors", collectors_);
    return description;
  }

 private:
  template <class Record, class Member>
  Napi::Object AddField(Napi::Array fields, const char* name, Member Record::*, const char* doc) {
    Napi::Object field = Napi::Object::New(env_);
    field.Set("name", name);
    field.Set("doc", doc);
    field.Set("optional", IsOptional<Member>::value);
    if constexpr (IsOptional<Member>::value) {
      field.Set("type", TypeOf<typename Member::value_type>());
    } else {
      field.Set("type", TypeOf<Member>());
    }
    fields.Set(fields.Length(), field);
    return field;
  }

  /// The records that are derived from a record: `only` lists the names of their fields, `extra` further fields.
  template <class T>
  Napi::Array DerivedOf() {
    Napi::Array all = Napi::Array::New(env_);
    for (const DerivedRecord& each : T::kDerived) {
      Napi::Object record = Napi::Object::New(env_);
      record.Set("name", each.name);
      record.Set("doc", each.doc);
      record.Set("kind", each.kind);
      Napi::Array only = Napi::Array::New(env_);
      for (const char* name : each.only) {
        if (name) only.Set(only.Length(), name);
      }
      record.Set("only", only);
      if (each.extra.name) record.Set("extra", Extra(each.extra));
      all.Set(all.Length(), record);
    }
    return all;
  }

  Napi::Object Extra(const DerivedField& field) {
    Napi::Object extra = Napi::Object::New(env_);
    extra.Set("name", field.name);
    extra.Set("source", field.source);
    extra.Set("doc", field.doc);
    return extra;
  }

  template <class T>
  Napi::Object TypeOf() {
    if constexpr (std::is_same_v<T, bool>) {
      return Kind("boolean");
    } else if constexpr (std::is_same_v<T, int>) {
      return Kind("int");
    } else if constexpr (std::is_same_v<T, uint64_t>) {
      return Kind("count");
    } else if constexpr (std::is_same_v<T, double>) {
      return Kind("float");
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, ErrorCode>) {
      return Kind("string");
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      return Kind("timestamp");
    } else if constexpr (std::is_same_v<T, StringList>) {
      return Kind("list", Kind("string"));
    } else if constexpr (IsList<T>::value) {
      return Kind("list", TypeOf<typename T::value_type>());
    } else if constexpr (IsNullable<T>::value) {
      return Kind("nullable", TypeOf<typename T::value_type>());
    } else if constexpr (std::is_enum_v<T>) {
      AddEnum<T>();
      return Named("enum", EnumNames<T>::kName);
    } else {
      AddRecord<T>();
      return Named("record", T::kName);
    }
  }

  template <class T>
  void AddEnum() {
    Napi::Object entry = Napi::Object::New(env_);
    Napi::Array values = Napi::Array::New(env_);
    for (const char* value : EnumNames<T>::kValues) values.Set(values.Length(), value);
    entry.Set("doc", EnumNames<T>::kDoc);
    entry.Set("internal", IsInternal<EnumNames<T>>::value);
    entry.Set("values", values);
    enums_.Set(EnumNames<T>::kName, entry);
  }

  template <class T>
  static void AddArgument(Napi::Array arguments) {
    if constexpr (!std::is_same_v<T, Threads>) arguments.Set(arguments.Length(), ArgumentName<T>());
  }

  /// The name of a type of argument; a type without a name does not compile.
  template <class T>
  static constexpr const char* ArgumentName() {
    if constexpr (std::is_same_v<T, Host>) {
      return "Host";
    } else if constexpr (std::is_same_v<T, bool>) {
      return "boolean";
    } else if constexpr (std::is_same_v<T, int> || std::is_same_v<T, double>) {
      return "number";
    } else if constexpr (std::is_same_v<T, std::vector<int>>) {
      return "numbers";
    } else if constexpr (std::is_same_v<T, std::string>) {
      return "string";
    } else if constexpr (std::is_same_v<T, Attributes>) {
      return "Attributes";
    } else if constexpr (std::is_same_v<T, Target>) {
      return "Target";
    } else if constexpr (std::is_same_v<T, Targets>) {
      return "Targets";
    } else {
      static_assert(std::is_same_v<T, SocketKind>, "an argument must be one of these types");
      return "SocketKind";
    }
  }

  Napi::Object Kind(const char* kind) {
    Napi::Object type = Napi::Object::New(env_);
    type.Set("kind", kind);
    return type;
  }

  Napi::Object Kind(const char* kind, Napi::Object of) {
    Napi::Object type = Kind(kind);
    type.Set("of", of);
    return type;
  }

  Napi::Object Named(const char* kind, const char* name) {
    Napi::Object type = Kind(kind);
    type.Set("name", name);
    return type;
  }

  Napi::Env env_;
  Napi::Object records_;
  Napi::Object enums_;
  Napi::Object collectors_;
  Napi::Object constants_;
};

}  // namespace psutil
