#include <windows.h>
// After windows.h, which it requires.
#include <delayimp.h>

#include <cstring>

namespace {

/// Returns the module that defines Node-API: the host executable, whatever its name is, or the library with all of
/// Node.js, if the executable uses that.
FARPROC WINAPI FindHost(unsigned event, DelayLoadInfo* info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0) return nullptr;
  HMODULE host = GetModuleHandleW(L"libnode.dll");
  if (!host) host = GetModuleHandleW(nullptr);
  return reinterpret_cast<FARPROC>(host);
}

}  // namespace

// The helper of the linker calls this hook before it loads a library that is loaded at the first call.
decltype(__pfnDliNotifyHook2) __pfnDliNotifyHook2 = FindHost;
