// @ts-check
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { Process } from '@psutil/psutil';
import { printable } from './printable.js';

/**
 * Ends this program, which was called in a wrong way.
 *
 * @param {string} line how to call it
 * @returns {never}
 */
export function usage(line) {
  console.error(`usage: ${line}`);
  process.exit(2);
}

/**
 * The options that this program was given, and the other words.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} O
 * @param {O} options
 * @param {string} line how to call this program
 */
export function parse(options, line) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    return usage(line);
  }
}

/**
 * Does something. What goes wrong with it, as when a process has gone or is refused, is told in a line, and this
 * program will end with 1.
 *
 * @template T
 * @param {() => T} action
 * @returns {T | undefined}
 */
export function attempt(action) {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
    console.error(printable(error.message));
    process.exitCode = 1;
    return undefined;
  }
}

/**
 * A pid that was given.
 *
 * @param {string | undefined} word
 * @param {string} line how to call this program
 */
export const pidOf = (word, line) => (/^\d+$/.test(word ?? '') ? Number(word) : usage(line));

/**
 * The process of a pid that was given; where there is none, this program ends.
 *
 * @param {string | undefined} word
 * @param {string} line how to call this program
 */
export function processOf(word, line) {
  const pid = pidOf(word, line);
  return attempt(() => new Process(pid)) ?? process.exit();
}

/**
 * The number of a signal that is written as `-TERM`, `-SIGTERM` or `-15`, and the words after it; SIGTERM without one.
 *
 * @param {readonly string[]} words
 * @param {string} line how to call this program
 */
export function signalAmong([first = '', ...others], line) {
  if (!first.startsWith('-'))
    return { signal: constants.signals.SIGTERM, others: first === '' ? [] : [first, ...others] };
  const word = first.slice(1);
  const names = Object.entries(constants.signals);
  const [, signal] = names.find(([name]) => name === word || name === `SIG${word}`) ?? [];
  return { signal: signal ?? (/^\d+$/.test(word) ? Number(word) : usage(line)), others };
}
