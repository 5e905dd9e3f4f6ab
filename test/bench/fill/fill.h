#pragma once

void fail(const char* what);

// Starts a process that ends with its parent, and gives 0 in it, its pid here.
int start(void);
// Called by one that has become what it shall be, if it does so without executing another program.
void settled(void);

// Each gives the pid to ask about.
int sockets(int count);
int subject(int count);
