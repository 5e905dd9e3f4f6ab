#pragma once

void fail(const char* what);

// Forks a process that ends with its parent. Returns 0 in the child and the PID of the child in the parent.
int start(void);
// Called by a child that is ready and does not execute another program.
void notify_ready(void);

// Each returns the PID that the task reads.
int sockets(int count);
int target(int count);
