// T8: one process.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "baseline.h"

static char base[32];
static int directory;

static void prepare_pid(char** arguments) { sprintf(base, "/proc/%s", arguments[0]); }

static const char* path_of(const char* name) {
  static char path[64];
  strcpy(stpcpy(stpcpy(path, base), "/"), name);
  return path;
}

static long read_file(const char* name) { return read_at(AT_FDCWD, path_of(name), buffer, sizeof buffer); }

static long name(void) { return read_file("comm"); }
static long cmdline(void) { return read_file("cmdline"); }
static long stat_(void) { return read_file("stat"); }
static long memory(void) { return read_file("statm"); }
static long footprint(void) { return read_file("smaps_rollup"); }

// A mapping has several lines, and a read returns one page.
static long maps(void) {
  const int fd = open_or_fail(path_of("smaps"), O_RDONLY);
  long total = 0, count;
  while ((count = read(fd, buffer, sizeof buffer)) > 0) total += count;
  close(fd);
  return total;
}

static long count_descriptors(void) {
  struct stat of;
  if (stat(path_of("fd"), &of) == 0 && of.st_size > 0) return of.st_size;
  return each_number_at(AT_FDCWD, path_of("fd"), NULL);
}

static void visit_file(int fd, const char* number) {
  char path[32];
  (void)fd;
  strcpy(stpcpy(path, "fd/"), number);
  const long length = readlinkat(directory, path, buffer, sizeof buffer);
  if (length <= 0 || buffer[0] != '/') return;
  strcpy(stpcpy(path, "fdinfo/"), number);
  read_at(directory, path, buffer, sizeof buffer);
}

static void visit_thread(int tid, const char* number) {
  char path[32];
  (void)tid;
  strcpy(stpcpy(stpcpy(path, "task/"), number), "/stat");
  read_at(directory, path, buffer, sizeof buffer);
}

static long each_in(const char* list, void (*visit)(int number, const char* name)) {
  directory = open_or_fail(base, O_RDONLY | O_DIRECTORY);
  const long found = each_number_at(directory, list, visit);
  close(directory);
  return found;
}

static long open_files(void) { return each_in("fd", visit_file); }
static long threads(void) { return each_in("task", visit_thread); }

const struct task process_tasks[] = {
    {"T8a", prepare_pid, name},      {"T8b", prepare_pid, cmdline},           {"T8c", prepare_pid, stat_},
    {"T8d", prepare_pid, memory},    {"T8e", prepare_pid, open_files},        {"T8f", prepare_pid, maps},
    {"T8g", prepare_pid, footprint}, {"T8h", prepare_pid, count_descriptors}, {"T8i", prepare_pid, threads},
    {NULL, NULL, NULL},
};
