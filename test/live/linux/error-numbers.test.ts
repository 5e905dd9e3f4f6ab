import { expect, test } from 'vitest';
import { needsStrace, traceScript } from '../../support/strace.ts';

const readUsage = `
  import { diskUsage } from '@psutil/disk/promises';
  const error = await diskUsage('/').catch((each) => each);
  print({ code: error.code, errno: error.errno, syscall: error.syscall });`;

test.for([
  ['EIO', 'EIO', -5],
  ['EHOSTDOWN', 'EHOSTDOWN', -112], // libuv has its name, POSIX has not
  ['ETIME', 'ETIME', -62], // only Node.js has its name
  ['ENOKEY', 'UNKNOWN', -126],
] as const)('an error of the kernel keeps its number: %s', async ([fault, code, errno], context) => {
  needsStrace(context, 'statfs');
  const { printed } = await traceScript(readUsage, 'statfs', `--inject=statfs:error=${fault}`);
  expect(printed).toEqual({ code, errno, syscall: 'statvfs' });
});
