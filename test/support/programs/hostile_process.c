// Makes one of its own values as large as the kernel lets an unprivileged process, as user 65534. Prints "ready" and
// waits for the end of its input.
//   hostile_process arguments BYTES TEXT     moves its arguments to an area that TEXT fills; \0 is a NUL
//   hostile_process environment BYTES TEXT   likewise
//   hostile_process directory                works in a directory, since removed, whose path is longer than PATH_MAX
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <linux/prctl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static int drop_privileges(void) {
  if (geteuid() != 0) return 1;
  return setgroups(0, NULL) == 0 && setresgid(65534, 65534, 65534) == 0 && setresuid(65534, 65534, 65534) == 0 &&
         prctl(PR_SET_DUMPABLE, 1) == 0;
}

// Fields 26 to 28 and 45 to 51 of /proc/self/stat: proc_pid_stat(5).
static int current_map(struct prctl_mm_map* map) {
  char text[4096];
  FILE* file = fopen("/proc/self/stat", "r");
  if (!file) return 0;
  const size_t length = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[length] = '\0';
  uint64_t fields[53] = {0};
  char* at = strchr(strrchr(text, ')'), ' ');
  for (int number = 2; at && number < 52; at = strchr(at + 1, ' ')) fields[++number] = strtoull(at + 1, NULL, 10);
  *map = (struct prctl_mm_map){
      .start_code = fields[26], .end_code = fields[27], .start_stack = fields[28], .start_data = fields[45],
      .end_data = fields[46], .start_brk = fields[47], .arg_start = fields[48], .arg_end = fields[49],
      .env_start = fields[50], .env_end = fields[51], .exe_fd = (uint32_t)-1,
  };
  map->brk = (uint64_t)(uintptr_t)sbrk(0);
  return 1;
}

static int move_area(int environment, size_t bytes, const char* text) {
  char unit[256];
  size_t length = 0;
  for (; *text && length < sizeof unit; ++text) {
    const int is_nul = text[0] == '\\' && text[1] == '0';
    unit[length++] = is_nul ? '\0' : *text;
    text += is_nul;
  }
  char* area = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (area == MAP_FAILED || length == 0) return 0;
  memcpy(area, unit, length < bytes ? length : bytes);
  for (size_t done = length; done < bytes; done *= 2) memcpy(area + done, area, done < bytes - done ? done : bytes - done);
  struct prctl_mm_map map;
  if (!current_map(&map)) return 0;
  const uint64_t start = (uint64_t)(uintptr_t)area;
  if (environment) {
    map.env_start = start;
    map.env_end = start + bytes;
  } else {
    map.arg_start = start;
    map.arg_end = start + bytes;
  }
  return prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0) == 0;
}

static int enter_directory(void) {
  enum { kDepth = 30 };
  char name[201] = {0};
  memset(name, 'd', 200);
  int parents[kDepth];
  for (int depth = 0; depth < kDepth; ++depth) {
    parents[depth] = open(".", O_RDONLY | O_DIRECTORY);
    if (parents[depth] < 0 || mkdir(name, 0700) != 0 || chdir(name) != 0) return 0;
  }
  for (int depth = kDepth; depth-- > 0;) {
    if (unlinkat(parents[depth], name, AT_REMOVEDIR) != 0) return 0;
  }
  return 1;
}

static int prepare(int count, char** arguments) {
  if (count == 2 && strcmp(arguments[1], "directory") == 0) return enter_directory();
  if (count != 4) return 0;
  return move_area(strcmp(arguments[1], "environment") == 0, strtoull(arguments[2], NULL, 10), arguments[3]);
}

int main(int count, char** arguments) {
  if (!drop_privileges() || !prepare(count, arguments)) {
    perror("hostile_process");
    return 1;
  }
  puts("ready");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
