// The least that a program can do to get the data of a task: the system calls alone, in C, without making anything of
// what they give but what the next call needs.
#pragma once

#include <stddef.h>

struct task {
  const char* name;
  // What is done once: descriptors that are kept, and arguments such as the pid of the process to read.
  void (*prepare)(char** arguments);
  // What is measured. It gives something that it found, by which the bench can be compared with what it measures.
  long (*call)(void);
};

// The tasks of each file, ended by one without a name.
extern const struct task system_tasks[], network_tasks[], table_tasks[], tree_tasks[], socket_tasks[], process_tasks[];

// A buffer that every call may use.
extern char buffer[1 << 20];

void fail(const char* what);
int open_or_fail(const char* path, int flags);

// Reads a kept descriptor from its start. The kernel fills a page before it answers with less, so a short answer to a
// read of short lines is the last.
long reread(int fd);
// The same until nothing is left, for lines of any length.
long reread_all(int fd);
// Opens, reads once and closes; -1 where there is nothing to read.
long read_at(int folder, const char* path, char* into, size_t size);

// Calls `visit` with each entry of an open folder whose name is a number, and gives their number.
long each_number(int folder, void (*visit)(int number, const char* name));
// The same of a folder that is opened for it.
long each_number_at(int folder, const char* path, void (*visit)(int number, const char* name));

// A kept netlink socket, and a request to it whose answers are read to their end; gives the number of answers.
int netlink_socket(int protocol);
long netlink_dump(int fd, const void* request, size_t size, void (*visit)(const void* message));
