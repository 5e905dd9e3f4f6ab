// The functions of glibc without which musl cannot load Debian's libstdc++ and libgcc_s. Bun for musl requires these
// libraries, and Debian has no version of them for musl.
#include <locale.h>
#include <stddef.h>
#include <sys/random.h>
#include <time.h>

char __libc_single_threaded = 0;

struct {
  unsigned vendor, type, subtype, features;
} __cpu_model;

int __cpu_indicator_init(void) { return 0; }

unsigned arc4random(void) {
  unsigned value = 0;
  getrandom(&value, sizeof value, 0);
  return value;
}

size_t __strftime_l(char* text, size_t size, const char* format, const struct tm* time, locale_t locale) {
  (void)locale;
  return strftime(text, size, format, time);
}

int __cxa_thread_atexit_impl(void (*destroy)(void*), void* object, void* library) {
  (void)destroy, (void)object, (void)library;
  return 0;
}

// libgcc_s finds no exception handlers. Neither Bun nor the addon, which contains its own runtime, uses it for that.
int _dl_find_object(void* address, void* result) {
  (void)address, (void)result;
  return -1;
}
