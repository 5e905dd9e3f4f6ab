// CoreFoundation and IOKit. The answer "iokit" has a line for each device, and for each of its properties:
//   device CLASS NAME CLASS-OF-PARENT
//   own|parent KEY[/KEY] TYPE VALUE
// separated by tabs. The answer "power-sources" has lines "source" and "own …".
#include "iokit.h"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "../answers.h"

namespace {

enum class Type : unsigned long { kString = 1, kNumber, kData, kDictionary, kArray };

/// An object of CoreFoundation.
struct Object {
  std::atomic<int> references{1};
  Type type{};
  std::string text;
  long number = 0;
  std::map<std::string, Object*> entries;
  std::vector<Object*> items;
};

const Object& From(const void* object) { return *static_cast<const Object*>(object); }
Object& Mutable(const void* object) { return *const_cast<Object*>(static_cast<const Object*>(object)); }

void Release(const void* object) {
  if (--Mutable(object).references > 0) return;
  for (const auto& [key, entry] : From(object).entries) Release(entry);
  for (const Object* item : From(object).items) Release(item);
  delete &From(object);
}

const void* Retain(const void* object) {
  ++Mutable(object).references;
  return object;
}

Object* Make(Type type) {
  auto* object = new Object;
  object->type = type;
  return object;
}

std::vector<std::string> Split(const std::string& line, char separator) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, separator);) fields.push_back(field);
  return fields;
}

Object* Parse(const std::string& type, const std::string& value) {
  Object* object = Make(type == "number" ? Type::kNumber : type == "data" ? Type::kData : Type::kString);
  if (type == "number") object->number = std::stol(value);
  if (type == "string") object->text = value;
  for (size_t i = 0; type == "data" && i + 1 < value.size(); i += 2) {
    object->text += static_cast<char>(std::strtol(value.substr(i, 2).c_str(), nullptr, 16));
  }
  return object;
}

void Insert(Object& dictionary, const std::string& path, Object* value) {
  const size_t slash = path.find('/');
  if (slash == std::string::npos) {
    dictionary.entries[path] = value;
    return;
  }
  Object*& inner = dictionary.entries[path.substr(0, slash)];
  if (!inner) inner = Make(Type::kDictionary);
  Insert(*inner, path.substr(slash + 1), value);
}

struct Device {
  std::string kind, name, parent;
  std::vector<std::vector<std::string>> properties;
};

/// Returns the devices or power sources of an answer.
std::vector<Device> ReadDevices(const char* call) {
  std::vector<Device> devices;
  std::istringstream lines(machine::AnswerTo(call).bytes);
  for (std::string line; std::getline(lines, line);) {
    auto fields = Split(line, '\t');
    if (fields.size() == 4 && (fields[0] == "own" || fields[0] == "parent") && !devices.empty()) {
      devices.back().properties.push_back(std::move(fields));
    } else if (!fields.empty() && (fields[0] == "device" || fields[0] == "source")) {
      fields.resize(4);
      devices.push_back({fields[1], fields[2], fields[3], {}});
    }
  }
  return devices;
}

Object* PropertiesOf(const Device& device, const std::string& owner) {
  Object* dictionary = Make(Type::kDictionary);
  for (const auto& property : device.properties) {
    if (property[0] == owner) Insert(*dictionary, property[1], Parse(property[2], property[3]));
  }
  return dictionary;
}

// An iterator is 1, the device N is 2 * N + 2, and its parent is 2 * N + 3. Each thread iterates on its own.
thread_local std::vector<uint32_t> found;

Device DeviceOf(uint32_t object) {
  const auto devices = ReadDevices("iokit");
  const size_t index = object / 2 - 1;
  return index < devices.size() ? devices[index] : Device{};
}

bool IsParent(uint32_t object) { return object % 2 == 1; }

unsigned long TypeOf(const void* object) { return static_cast<unsigned long>(From(object).type); }
template <Type type>
unsigned long TypeId() {
  return static_cast<unsigned long>(type);
}

const void* CreateString(const void*, const char* text, uint32_t) {
  Object* object = Make(Type::kString);
  object->text = text;
  return object;
}

unsigned char GetString(const void* object, char* buffer, long size, uint32_t) {
  const std::string& text = From(object).text;
  if (text.size() >= static_cast<size_t>(size)) return 0;
  std::memcpy(buffer, text.c_str(), text.size() + 1);
  return 1;
}

unsigned char GetNumber(const void* object, long, void* value) {
  const auto number = static_cast<int64_t>(From(object).number);
  std::memcpy(value, &number, sizeof number);
  return 1;
}

long DataLength(const void* object) { return static_cast<long>(From(object).text.size()); }
const char* DataBytes(const void* object) { return From(object).text.data(); }

const void* DictionaryValue(const void* dictionary, const void* key) {
  const auto entry = From(dictionary).entries.find(From(key).text);
  return entry == From(dictionary).entries.end() ? nullptr : entry->second;
}

long ArrayCount(const void* array) { return static_cast<long>(From(array).items.size()); }
const void* ArrayItem(const void* array, long index) { return From(array).items[static_cast<size_t>(index)]; }

const void* MatchingClass(const char* name) { return CreateString(nullptr, name, 0); }

int MatchingDevices(uint32_t, const void* matching, uint32_t* iterator) {
  const std::string kind = From(matching).text;
  Release(matching);
  if (machine::AnswerTo("iokit-matching").error == EPERM) return 1;
  found.clear();
  const auto devices = ReadDevices("iokit");
  for (uint32_t i = static_cast<uint32_t>(devices.size()); i-- > 0;) {
    if (devices[i].kind == kind) found.push_back(2 * i + 2);
  }
  *iterator = 1;
  return 0;
}

uint32_t NextDevice(uint32_t) {
  if (found.empty()) return 0;
  const uint32_t device = found.back();
  found.pop_back();
  return device;
}

int ReleaseDevice(uint32_t) { return 0; }

int ConformsTo(uint32_t object, const char* name) {
  const Device device = DeviceOf(object);
  return (IsParent(object) ? device.parent : device.kind) == name;
}

int DeviceName(uint32_t object, char* name) {
  std::strncpy(name, DeviceOf(object).name.c_str(), 127);
  return 0;
}

int ParentOf(uint32_t object, const char*, uint32_t* parent) {
  *parent = object + 1;
  return DeviceOf(object).parent.empty() ? 1 : 0;
}

int CreateProperties(uint32_t object, const void** properties, const void*, uint32_t) {
  *properties = PropertiesOf(DeviceOf(object), IsParent(object) ? "parent" : "own");
  return 0;
}

const void* PowerSources() {
  Object* list = Make(Type::kArray);
  for (const Device& source : ReadDevices("power-sources")) list->items.push_back(PropertiesOf(source, "own"));
  return list;
}

const void* PowerSource(const void*, const void* source) { return source; }

struct Function {
  const char* name;
  void* address;
};

template <class Pointer>
Function Entry(const char* name, Pointer function) {
  return {name, reinterpret_cast<void*>(function)};
}

const Function kFunctions[] = {
    Entry("CFRelease", Release),
    Entry("CFRetain", Retain),
    Entry("CFGetTypeID", TypeOf),
    Entry("CFStringGetTypeID", TypeId<Type::kString>),
    Entry("CFNumberGetTypeID", TypeId<Type::kNumber>),
    Entry("CFDataGetTypeID", TypeId<Type::kData>),
    Entry("CFDictionaryGetTypeID", TypeId<Type::kDictionary>),
    Entry("CFStringCreateWithCString", CreateString),
    Entry("CFStringGetCString", GetString),
    Entry("CFNumberGetValue", GetNumber),
    Entry("CFDataGetLength", DataLength),
    Entry("CFDataGetBytePtr", DataBytes),
    Entry("CFDictionaryGetValue", DictionaryValue),
    Entry("CFArrayGetCount", ArrayCount),
    Entry("CFArrayGetValueAtIndex", ArrayItem),
    Entry("IOServiceMatching", MatchingClass),
    Entry("IOServiceGetMatchingServices", MatchingDevices),
    Entry("IOIteratorNext", NextDevice),
    Entry("IOObjectRelease", ReleaseDevice),
    Entry("IOObjectConformsTo", ConformsTo),
    Entry("IORegistryEntryGetName", DeviceName),
    Entry("IORegistryEntryGetParentEntry", ParentOf),
    Entry("IORegistryEntryCreateCFProperties", CreateProperties),
    Entry("IOPSCopyPowerSourcesInfo", PowerSources),
    Entry("IOPSCopyPowerSourcesList", Retain),
    Entry("IOPSGetPowerSourceDescription", PowerSource),
};

}  // namespace

void* machine::IoKitHandle() { return const_cast<Function*>(kFunctions); }

void* machine::FindIoKit(const char* name) {
  for (const Function& function : kFunctions) {
    if (std::strcmp(function.name, name) == 0) return function.address;
  }
  return nullptr;
}
