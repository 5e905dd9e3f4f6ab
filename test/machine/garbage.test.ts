// Every answer of the machine is replaced by errors and by garbage in turn. A call returns, or throws a typed error.
import { type CollectorName, syncExecutor } from '@psutil/native/internal/execution';
import { expect, test } from 'vitest';
import { collectorArguments, repeatableCollectors } from '../support/arguments.ts';
import type { Answer } from './machine.ts';
import { scriptedChild } from './scripted-system.ts';
import { system } from './setup.ts';

const { machine } = system;
// The answers of one process are enough.
system.removeProcesses(1, process.ppid);
const calls = machine
  .answers()
  .filter((call) => !call.includes(String(scriptedChild)))
  .map((call) => [call.replace(String(process.pid), 'PID'), call] as const);

const names = repeatableCollectors();

/** Errors that kernels return, and answers that are shorter, longer or different from what was requested. */
function defectsOf(bytes: Buffer): Readonly<Record<string, Answer>> {
  const half = bytes.subarray(0, bytes.length / 2);
  return {
    ...Object.fromEntries((['EPERM', 'ESRCH', 'EIO', 'ENOMEM', 'EINVAL'] as const).map((error) => [error, { error }])),
    empty: '',
    'half of it': half,
    'all but a byte': bytes.subarray(0, -1),
    twice: Buffer.concat([bytes, bytes]),
    ones: Buffer.alloc(bytes.length, 0xff),
    'small numbers': Buffer.alloc(bytes.length, 1),
    zeros: Buffer.alloc(bytes.length),
    'ones in the second half': Buffer.concat([half, Buffer.alloc(bytes.length - half.length, 0xff)]),
  };
}

const collect = (name: CollectorName): unknown =>
  (syncExecutor.collect as (...args: unknown[]) => unknown)(name, ...(collectorArguments(name)[0] ?? []));

/** Errors of a collector have the code of the system, from which the packages make classes of errors. */
const isTyped = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && /^E[A-Z0-9_]+$/.test((error as NodeJS.ErrnoException).code ?? ''));

test.each(calls)('garbage in the answer of %s causes typed errors only', (_, call) => {
  const bytes = machine.read(call);
  let completed = 0;
  for (const [defect, answer] of Object.entries(defectsOf(bytes))) {
    machine.answer(call, answer);
    for (const name of names)
      try {
        collect(name);
        completed++;
      } catch (error) {
        if (!isTyped(error)) throw new Error(`${name} with ${defect} fails with ${error}`, { cause: error });
      }
  }
  machine.answer(call, bytes);
  expect(completed).toBeGreaterThan(0);
});

test('calls that a signal interrupts are repeated', () => {
  for (const [, call] of calls) if (/^(sysctl|statfs)/.test(call)) machine.next(call, { error: 'EINTR' });
  for (const name of names) collect(name);
});
