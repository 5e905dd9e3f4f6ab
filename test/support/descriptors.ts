import { readdirSync } from 'node:fs';
import { LINUX, WINDOWS } from '@psutil/native';

/** Returns the number of open file descriptors of this program; 0 on Windows, which has none. */
export const countDescriptors = (): number => (WINDOWS ? 0 : readdirSync(LINUX ? '/proc/self/fd' : '/dev/fd').length);
