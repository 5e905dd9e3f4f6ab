#pragma once

#define MNT_NOWAIT 2

struct statfs;

extern "C" {
int getfsstat(struct statfs* mounts, int size, int flags);
int statfs(const char* path, struct statfs* filesystem);
}
