#include "iokit.h"

#include <dlfcn.h>

#include <array>
#include <cerrno>

#include "../core/error.h"

namespace psutil {

namespace {

// The declarations of CoreFoundation: objects are addresses; a Boolean is one byte.
constexpr uint32_t kUtf8 = 0x08000100;
constexpr long kNumberOf64Bits = 4;

/// The functions of a framework that is not linked.
struct IoKitFunctions {
  void (*CFRelease)(const void*);
  const void* (*CFRetain)(const void*);
  unsigned long (*CFGetTypeID)(const void*);
  unsigned long (*CFStringGetTypeID)();
  unsigned long (*CFNumberGetTypeID)();
  unsigned long (*CFDataGetTypeID)();
  unsigned long (*CFDictionaryGetTypeID)();
  const void* (*CFStringCreateWithCString)(const void* allocator, const char* text, uint32_t encoding);
  unsigned char (*CFStringGetCString)(const void*, char* buffer, long size, uint32_t encoding);
  unsigned char (*CFNumberGetValue)(const void*, long type, void* value);
  long (*CFDataGetLength)(const void*);
  const unsigned char* (*CFDataGetBytePtr)(const void*);
  const void* (*CFDictionaryGetValue)(const void*, const void* key);
  long (*CFArrayGetCount)(const void*);
  const void* (*CFArrayGetValueAtIndex)(const void*, long index);

  const void* (*IOServiceMatching)(const char* class_name);
  /// Releases the dictionary.
  int (*IOServiceGetMatchingServices)(uint32_t port, const void* matching, uint32_t* iterator);
  uint32_t (*IOIteratorNext)(uint32_t iterator);
  int (*IOObjectRelease)(uint32_t);
  int (*IOObjectConformsTo)(uint32_t, const char* class_name);
  int (*IORegistryEntryGetName)(uint32_t, char* name);
  int (*IORegistryEntryGetParentEntry)(uint32_t, const char* plane, uint32_t* parent);
  int (*IORegistryEntryCreateCFProperties)(uint32_t, const void** properties, const void* allocator, uint32_t options);

  const void* (*IOPSCopyPowerSourcesInfo)();
  const void* (*IOPSCopyPowerSourcesList)(const void* information);
  /// Returns a dictionary that belongs to `information`.
  const void* (*IOPSGetPowerSourceDescription)(const void* information, const void* source);
};

void* OpenFramework(const char* path) {
  void* framework = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
  if (!framework) throw SystemError(ENOTSUP, "dlopen", path);
  return framework;
}

template <class Function>
void Look(void* framework, const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(dlsym(framework, name));
  if (!function) throw SystemError(ENOTSUP, "dlsym", name);
}

void LookUpCoreFoundation(IoKitFunctions& f) {
  void* framework = OpenFramework("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation");
  Look(framework, "CFRelease", f.CFRelease);
  Look(framework, "CFRetain", f.CFRetain);
  Look(framework, "CFGetTypeID", f.CFGetTypeID);
  Look(framework, "CFStringGetTypeID", f.CFStringGetTypeID);
  Look(framework, "CFNumberGetTypeID", f.CFNumberGetTypeID);
  Look(framework, "CFDataGetTypeID", f.CFDataGetTypeID);
  Look(framework, "CFDictionaryGetTypeID", f.CFDictionaryGetTypeID);
  Look(framework, "CFStringCreateWithCString", f.CFStringCreateWithCString);
  Look(framework, "CFStringGetCString", f.CFStringGetCString);
  Look(framework, "CFNumberGetValue", f.CFNumberGetValue);
  Look(framework, "CFDataGetLength", f.CFDataGetLength);
  Look(framework, "CFDataGetBytePtr", f.CFDataGetBytePtr);
  Look(framework, "CFDictionaryGetValue", f.CFDictionaryGetValue);
  Look(framework, "CFArrayGetCount", f.CFArrayGetCount);
  Look(framework, "CFArrayGetValueAtIndex", f.CFArrayGetValueAtIndex);
}

void LookUpIoKit(IoKitFunctions& f) {
  void* framework = OpenFramework("/System/Library/Frameworks/IOKit.framework/IOKit");
  Look(framework, "IOServiceMatching", f.IOServiceMatching);
  Look(framework, "IOServiceGetMatchingServices", f.IOServiceGetMatchingServices);
  Look(framework, "IOIteratorNext", f.IOIteratorNext);
  Look(framework, "IOObjectRelease", f.IOObjectRelease);
  Look(framework, "IOObjectConformsTo", f.IOObjectConformsTo);
  Look(framework, "IORegistryEntryGetName", f.IORegistryEntryGetName);
  Look(framework, "IORegistryEntryGetParentEntry", f.IORegistryEntryGetParentEntry);
  Look(framework, "IORegistryEntryCreateCFProperties", f.IORegistryEntryCreateCFProperties);
  Look(framework, "IOPSCopyPowerSourcesInfo", f.IOPSCopyPowerSourcesInfo);
  Look(framework, "IOPSCopyPowerSourcesList", f.IOPSCopyPowerSourcesList);
  Look(framework, "IOPSGetPowerSourceDescription", f.IOPSGetPowerSourceDescription);
}

/// Throws SystemError.
const IoKitFunctions& IoKit() {
  static const IoKitFunctions functions = [] {
    IoKitFunctions found{};
    LookUpCoreFoundation(found);
    LookUpIoKit(found);
    return found;
  }();
  return functions;
}

/// An object of CoreFoundation other than a dictionary, which is released with its owner.
class CfObject {
 public:
  explicit CfObject(const void* object) : object_(object) {}
  CfObject(const CfObject&) = delete;
  CfObject& operator=(const CfObject&) = delete;
  ~CfObject() {
    if (object_) IoKit().CFRelease(object_);
  }

  const void* get() const { return object_; }

 private:
  const void* const object_;
};

bool HasType(const void* object, unsigned long (*type)()) { return object && IoKit().CFGetTypeID(object) == type(); }

}  // namespace

Properties::~Properties() {
  if (dictionary_) IoKit().CFRelease(dictionary_);
}

const void* Properties::Find(const char* key) const {
  if (!dictionary_) return nullptr;
  const CfObject text(IoKit().CFStringCreateWithCString(nullptr, key, kUtf8));
  return text.get() ? IoKit().CFDictionaryGetValue(dictionary_, text.get()) : nullptr;
}

std::optional<int64_t> Properties::Number(const char* key) const {
  const void* value = Find(key);
  int64_t number = 0;
  if (!HasType(value, IoKit().CFNumberGetTypeID)) return std::nullopt;
  if (!IoKit().CFNumberGetValue(value, kNumberOf64Bits, &number)) return std::nullopt;
  return number;
}

std::optional<std::string> Properties::Text(const char* key) const {
  const void* value = Find(key);
  std::array<char, 512> text{};
  if (!HasType(value, IoKit().CFStringGetTypeID)) return std::nullopt;
  if (!IoKit().CFStringGetCString(value, text.data(), static_cast<long>(text.size()), kUtf8)) return std::nullopt;
  return std::string(text.data());
}

std::optional<std::string> Properties::Data(const char* key) const {
  const void* value = Find(key);
  if (!HasType(value, IoKit().CFDataGetTypeID)) return std::nullopt;
  const auto* bytes = reinterpret_cast<const char*>(IoKit().CFDataGetBytePtr(value));
  return std::string(bytes, static_cast<size_t>(IoKit().CFDataGetLength(value)));
}

Properties Properties::Dictionary(const char* key) const {
  const void* value = Find(key);
  return Properties(HasType(value, IoKit().CFDictionaryGetTypeID) ? IoKit().CFRetain(value) : nullptr);
}

RegistryEntry::~RegistryEntry() {
  if (object_ != 0) IoKit().IOObjectRelease(object_);
}

bool RegistryEntry::ConformsTo(const char* class_name) const {
  return object_ != 0 && IoKit().IOObjectConformsTo(object_, class_name) != 0;
}

std::string RegistryEntry::Name() const {
  std::array<char, 128> name{};  // io_name_t
  return IoKit().IORegistryEntryGetName(object_, name.data()) == 0 ? name.data() : "";
}

RegistryEntry RegistryEntry::Parent() const {
  uint32_t parent = 0;
  const int status = IoKit().IORegistryEntryGetParentEntry(object_, "IOService", &parent);
  return RegistryEntry(status == 0 ? parent : 0);
}

Properties RegistryEntry::ReadProperties() const {
  const void* properties = nullptr;
  const int status = IoKit().IORegistryEntryCreateCFProperties(object_, &properties, nullptr, 0);
  return Properties(status == 0 ? properties : nullptr);
}

std::vector<RegistryEntry> FindDevices(const char* class_name) {
  constexpr uint32_t kDefaultPort = 0;
  const IoKitFunctions& io_kit = IoKit();
  uint32_t found = 0;
  const void* matching = io_kit.IOServiceMatching(class_name);
  if (!matching || io_kit.IOServiceGetMatchingServices(kDefaultPort, matching, &found) != 0) {
    throw SystemError(EIO, "IOServiceGetMatchingServices", class_name);
  }
  const RegistryEntry iterator(found);
  std::vector<RegistryEntry> devices;
  while (const uint32_t device = io_kit.IOIteratorNext(found)) devices.emplace_back(device);
  return devices;
}

std::vector<Properties> ReadPowerSources() {
  const IoKitFunctions& io_kit = IoKit();
  std::vector<Properties> sources;
  const CfObject information(io_kit.IOPSCopyPowerSourcesInfo());
  if (!information.get()) return sources;
  const CfObject list(io_kit.IOPSCopyPowerSourcesList(information.get()));
  const long count = list.get() ? io_kit.CFArrayGetCount(list.get()) : 0;
  for (long i = 0; i < count; ++i) {
    const void* source = io_kit.CFArrayGetValueAtIndex(list.get(), i);
    const void* description = io_kit.IOPSGetPowerSourceDescription(information.get(), source);
    if (description) sources.emplace_back(io_kit.CFRetain(description));
  }
  return sources;
}

}  // namespace psutil
