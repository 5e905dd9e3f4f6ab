// The library of this name, which Wine 8 lacks and rolldown requires.
#include <windows.h>
// After windows.h, which it requires.
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(void* data, size_t size) { return RtlGenRandom(data, (ULONG)size); }
