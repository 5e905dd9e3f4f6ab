// The baseline of a task: a program that requests the data of the task with the fewest system calls, and parses only what
// its next system call needs.
#pragma once

#include <stddef.h>

struct task {
  const char* name;
  // Runs once: opens file descriptors and parses arguments, such as the PID of the process to read.
  void (*prepare)(char** arguments);
  // The measured call. Returns a number that can be compared with the result of the other sides.
  long (*call)(void);
};

// The tasks of each file. The last element has no name.
extern const struct task system_tasks[], network_tasks[], table_tasks[], tree_tasks[], socket_tasks[], process_tasks[];

// A buffer for any call.
extern char buffer[1 << 20];

void fail(const char* what);
int open_or_fail(const char* path, int flags);

// Reads an open file from its start. The kernel fills a page before it returns less, so a short read of a file with
// short lines is the last.
long reread(int fd);
// Reads an open file from its start until the end of the file, for lines of any length.
long reread_all(int fd);
// Opens a file, reads once and closes it. Returns -1 if the file does not exist.
long read_at(int directory, const char* path, char* into, size_t size);

// Calls `visit` for each entry of an open directory whose name is a number, and returns their count.
long each_number(int directory, void (*visit)(int number, const char* name));
// Opens a directory and calls `each_number`.
long each_number_at(int directory, const char* path, void (*visit)(int number, const char* name));

// Opens a netlink socket; sends a request and reads all messages of the response, and returns their count.
int netlink_socket(int protocol);
long netlink_dump(int fd, const void* request, size_t size, void (*visit)(const void* message));
