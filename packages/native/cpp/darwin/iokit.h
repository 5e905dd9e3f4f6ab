#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The registry of devices and the power sources: IOKit. Its functions, and those of CoreFoundation, are looked up when
// the first of them is called, as most programs need none.

namespace psutil {

/// A dictionary of CoreFoundation, which is released with its owner. A value that is missing or has another type is
/// not returned.
class Properties {
 public:
  explicit Properties(const void* dictionary = nullptr) : dictionary_(dictionary) {}
  Properties(const Properties&) = delete;
  Properties(Properties&& other) noexcept : dictionary_(std::exchange(other.dictionary_, nullptr)) {}
  ~Properties();

  std::optional<int64_t> Number(const char* key) const;
  std::optional<std::string> Text(const char* key) const;
  /// Bytes.
  std::optional<std::string> Data(const char* key) const;
  /// Empty where it is missing.
  Properties Dictionary(const char* key) const;

 private:
  const void* Find(const char* key) const;

  const void* dictionary_;
};

/// An entry of the registry of devices, which is released with its owner.
class RegistryEntry {
 public:
  explicit RegistryEntry(uint32_t object = 0) : object_(object) {}
  RegistryEntry(const RegistryEntry&) = delete;
  RegistryEntry(RegistryEntry&& other) noexcept : object_(std::exchange(other.object_, 0)) {}
  ~RegistryEntry();

  bool ConformsTo(const char* class_name) const;
  std::string Name() const;
  /// Without a parent, an entry that conforms to no class.
  RegistryEntry Parent() const;
  /// Empty where the device was removed.
  Properties ReadProperties() const;

 private:
  uint32_t object_;
};

/// Returns the devices of a class and of those derived from it. Throws SystemError.
std::vector<RegistryEntry> FindDevices(const char* class_name);

/// Returns the descriptions of the power sources. Throws SystemError.
std::vector<Properties> ReadPowerSources();

}  // namespace psutil
