#include "services.h"

#include <windows.h>

#include <memory>

#include "error.h"
#include "wide.h"

namespace psutil {

namespace {

struct CloseService {
  using pointer = SC_HANDLE;
  void operator()(SC_HANDLE handle) const { CloseServiceHandle(handle); }
};

using ServiceHandle = std::unique_ptr<SC_HANDLE, CloseService>;

std::string TextOf(const wchar_t* text) { return text ? FromWide(text) : ""; }

/// The account of a service without one, and the description of one without it, is null or empty.
Nullable<std::string> TextIfAny(const wchar_t* text) {
  if (!text || !*text) return {};
  return FromWide(text);
}

WindowsServiceStatus ToStatus(DWORD state) {
  switch (state) {
    case SERVICE_START_PENDING:
      return WindowsServiceStatus::kStartPending;
    case SERVICE_STOP_PENDING:
      return WindowsServiceStatus::kStopPending;
    case SERVICE_RUNNING:
      return WindowsServiceStatus::kRunning;
    case SERVICE_CONTINUE_PENDING:
      return WindowsServiceStatus::kContinuePending;
    case SERVICE_PAUSE_PENDING:
      return WindowsServiceStatus::kPausePending;
    case SERVICE_PAUSED:
      return WindowsServiceStatus::kPaused;
    default:
      return WindowsServiceStatus::kStopped;
  }
}

Nullable<WindowsServiceStartType> ToStartType(DWORD type) {
  if (type == SERVICE_AUTO_START) return WindowsServiceStartType::kAutomatic;
  if (type == SERVICE_DEMAND_START) return WindowsServiceStartType::kManual;
  if (type == SERVICE_DISABLED) return WindowsServiceStartType::kDisabled;
  return {};  // Only drivers have other types.
}

void SetStatus(const SERVICE_STATUS_PROCESS& from, WindowsService& service) {
  service.status = ToStatus(from.dwCurrentState);
  if (from.dwProcessId != 0) service.pid = static_cast<int>(from.dwProcessId);
}

ServiceHandle OpenManager(DWORD access) {
  ServiceHandle manager(OpenSCManagerW(nullptr, nullptr, access));
  if (!manager) ThrowWin32(GetLastError(), "OpenSCManagerW");
  return manager;
}

ServiceHandle Open(SC_HANDLE manager, const std::string& name, DWORD access) {
  ServiceHandle service(OpenServiceW(manager, ToWide(name).c_str(), access));
  if (!service) ThrowWin32(GetLastError(), "OpenServiceW", name);
  return service;
}

/// Calls a function with a buffer that grows to the size that it requires. Returns the error.
template <class Query>
DWORD QueryGrowing(std::vector<BYTE>& buffer, Query query) {
  buffer.resize(1024);
  DWORD needed = 0;
  while (!query(buffer.data(), static_cast<DWORD>(buffer.size()), &needed)) {
    const DWORD error = GetLastError();
    if (error != ERROR_INSUFFICIENT_BUFFER || needed <= buffer.size()) return error;
    buffer.resize(needed);
  }
  return ERROR_SUCCESS;
}

/// Sets the description, which is a resource of a file that may be missing.
void SetDescription(SC_HANDLE handle, WindowsService& service) {
  std::vector<BYTE> buffer;
  const DWORD error = QueryGrowing(buffer, [&](BYTE* data, DWORD size, DWORD* needed) {
    return QueryServiceConfig2W(handle, SERVICE_CONFIG_DESCRIPTION, data, size, needed);
  });
  if (error != ERROR_SUCCESS) return;
  service.description = TextIfAny(reinterpret_cast<const SERVICE_DESCRIPTIONW*>(buffer.data())->lpDescription);
}

void SetDelayedStart(SC_HANDLE handle, WindowsService& service) {
  SERVICE_DELAYED_AUTO_START_INFO info{};
  DWORD needed = 0;
  if (QueryServiceConfig2W(handle, SERVICE_CONFIG_DELAYED_AUTO_START_INFO, reinterpret_cast<BYTE*>(&info), sizeof info,
                           &needed)) {
    service.delayedStart = info.fDelayedAutostart != FALSE;
  }
}

/// Sets the fields that require the right SERVICE_QUERY_CONFIG. Throws SystemError.
void SetConfiguration(SC_HANDLE handle, WindowsService& service) {
  std::vector<BYTE> buffer;
  const DWORD error = QueryGrowing(buffer, [&](BYTE* data, DWORD size, DWORD* needed) {
    return QueryServiceConfigW(handle, reinterpret_cast<QUERY_SERVICE_CONFIGW*>(data), size, needed);
  });
  if (error != ERROR_SUCCESS) ThrowWin32(error, "QueryServiceConfigW", service.name);
  const auto* config = reinterpret_cast<const QUERY_SERVICE_CONFIGW*>(buffer.data());
  service.displayName = TextOf(config->lpDisplayName);
  service.binpath = TextOf(config->lpBinaryPathName);
  service.username = TextIfAny(config->lpServiceStartName);
  service.startType = ToStartType(config->dwStartType);
  SetDescription(handle, service);
  SetDelayedStart(handle, service);
}

/// Lists the services with their names and status.
std::vector<WindowsService> ListServices(SC_HANDLE manager) {
  constexpr DWORD kMaximumSize = 256 * 1024;  // that the function accepts
  std::vector<BYTE> buffer(kMaximumSize);
  std::vector<WindowsService> services;
  DWORD needed = 0, count = 0, resume = 0;
  for (bool is_complete = false; !is_complete;) {
    is_complete = EnumServicesStatusExW(manager, SC_ENUM_PROCESS_INFO, SERVICE_WIN32, SERVICE_STATE_ALL, buffer.data(),
                                        kMaximumSize, &needed, &count, &resume, nullptr);
    const DWORD error = is_complete ? ERROR_SUCCESS : GetLastError();
    if (!is_complete && (error != ERROR_MORE_DATA || count == 0)) ThrowWin32(error, "EnumServicesStatusExW");
    const auto* entries = reinterpret_cast<const ENUM_SERVICE_STATUS_PROCESSW*>(buffer.data());
    for (DWORD index = 0; index < count; ++index) {
      WindowsService& service = services.emplace_back();
      service.name = TextOf(entries[index].lpServiceName);
      service.displayName = TextOf(entries[index].lpDisplayName);
      SetStatus(entries[index].ServiceStatusProcess, service);
    }
  }
  return services;
}

/// Completes a service of the list. Returns whether it still exists.
bool Complete(SC_HANDLE manager, WindowsService& service) try {
  SetConfiguration(Open(manager, service.name, SERVICE_QUERY_CONFIG).get(), service);
  return true;
} catch (const SystemError& error) {
  return error.failure.systemErrno != ERROR_SERVICE_DOES_NOT_EXIST;
}

std::vector<WindowsService> ReadServices(const Host&) {
  const ServiceHandle manager = OpenManager(SC_MANAGER_CONNECT | SC_MANAGER_ENUMERATE_SERVICE);
  std::vector<WindowsService> services;
  for (WindowsService& service : ListServices(manager.get())) {
    if (Complete(manager.get(), service)) services.push_back(std::move(service));
  }
  return services;
}

void ReadStatus(SC_HANDLE handle, WindowsService& service) {
  SERVICE_STATUS_PROCESS status{};
  DWORD needed = 0;
  if (!QueryServiceStatusEx(handle, SC_STATUS_PROCESS_INFO, reinterpret_cast<BYTE*>(&status), sizeof status, &needed)) {
    ThrowWin32(GetLastError(), "QueryServiceStatusEx", service.name);
  }
  SetStatus(status, service);
}

Nullable<WindowsService> ReadService(const Host&, const std::string& name) try {
  const ServiceHandle manager = OpenManager(SC_MANAGER_CONNECT);
  const ServiceHandle handle = Open(manager.get(), name, SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS);
  WindowsService service;
  service.name = name;
  ReadStatus(handle.get(), service);
  SetConfiguration(handle.get(), service);
  return service;
} catch (const SystemError& error) {
  const auto& code = error.failure.systemErrno;
  if (code == ERROR_SERVICE_DOES_NOT_EXIST || code == ERROR_INVALID_NAME) return {};
  throw;
}

}  // namespace

void AddServices(ServiceCollectors& collectors) {
  collectors.winServiceIter = ReadServices;
  collectors.winServiceGet = ReadService;
}

}  // namespace psutil
