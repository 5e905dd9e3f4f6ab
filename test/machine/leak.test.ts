import { readdirSync } from 'node:fs';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import { expect, test } from 'vitest';
import { collectorArguments, repeatableCollectors } from '../support/arguments.ts';
import { system } from './setup.ts';

const names = repeatableCollectors();
// Some arguments are read from the machine.
const argumentsOf = new Map(names.map((name) => [name, collectorArguments(name).slice(0, 2)]));
const rounds = 50;

async function callAll(): Promise<void> {
  for (const [name, lists] of argumentsOf)
    for (const { collect } of [syncExecutor, asyncExecutor])
      for (const args of lists)
        try {
          await (collect as (...args: unknown[]) => unknown)(name, ...args);
        } catch {}
}

/** Calls everything repeatedly, and returns the growth of the process. */
async function measure(): Promise<{ descriptors: number; bytes: number }> {
  const descriptors = () => readdirSync('/proc/self/fd').length;
  const part = async () => {
    for (let round = 0; round < rounds; round++) await callAll();
    globalThis.gc?.();
    const { rss, heapTotal } = process.memoryUsage();
    return rss - heapTotal;
  };
  await callAll();
  const before = descriptors();
  const sizes: number[] = [];
  while (sizes.length < 7) sizes.push(await part());
  // A leak grows in every part, and a heap that reaches its final size does not.
  const bytes = Math.min(...sizes.slice(1).map((size, index) => size - (sizes[index] ?? 0)));
  return { descriptors: descriptors() - before, bytes };
}

// A call that leaks a page in each round of both executors exceeds it.
const limit = 2 * rounds * 4096;

test('calls that succeed leave no memory and no descriptors', async () => {
  const { descriptors, bytes } = await measure();
  expect(descriptors).toBe(0);
  expect(bytes).toBeLessThan(limit);
});

test('calls that fail leave no memory and no descriptors', async () => {
  for (const call of system.machine.answers()) system.machine.answer(call, { error: 'EIO' });
  const { descriptors, bytes } = await measure();
  expect(descriptors).toBe(0);
  expect(bytes).toBeLessThan(limit);
});
