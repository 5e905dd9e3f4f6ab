#pragma once

#define MNT_NOWAIT 2

struct statfs;

extern "C" int getfsstat(struct statfs* mounts, long size, int mode);
