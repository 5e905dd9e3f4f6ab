// @ts-check
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { Process } from '@psutil/psutil';
import { printable } from './printable.js';

/**
 * Prints the usage to standard error and exits with code 2.
 *
 * @param {string} usage
 * @returns {never}
 */
export function exitWithUsage(usage) {
  console.error(`usage: ${usage}`);
  process.exit(2);
}

/**
 * Parses the command line arguments. Exits with the usage if an option is unknown or lacks its value.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} O
 * @param {O} options
 * @param {string} usage
 */
export function parseArguments(options, usage) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    return exitWithUsage(usage);
  }
}

/**
 * Calls a function and returns its result. If it throws, as when a process has ended or access is denied, prints the
 * message, sets the exit code to 1 and returns undefined. A `TypeError` is rethrown: it is a bug of the example.
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
 * Parses a PID. Exits with the usage if the argument is missing or not a number.
 *
 * @param {string | undefined} argument
 * @param {string} usage
 */
export const parsePid = (argument, usage) => (/^\d+$/.test(argument ?? '') ? Number(argument) : exitWithUsage(usage));

/**
 * Returns the process with a PID. Exits if there is none.
 *
 * @param {string | undefined} argument
 * @param {string} usage
 */
export function openProcess(argument, usage) {
  const pid = parsePid(argument, usage);
  return attempt(() => new Process(pid)) ?? process.exit();
}

/**
 * Parses a leading signal such as `-TERM`, `-SIGTERM` or `-15`, by default SIGTERM. Returns its number and the remaining
 * arguments.
 *
 * @param {readonly string[]} args
 * @param {string} usage
 */
export function parseSignal([first = '', ...rest], usage) {
  if (!first.startsWith('-')) return { signal: constants.signals.SIGTERM, rest: first === '' ? [] : [first, ...rest] };
  const option = first.slice(1);
  const signals = Object.entries(constants.signals);
  const [, signal] = signals.find(([name]) => name === option || name === `SIG${option}`) ?? [];
  return { signal: signal ?? (/^\d+$/.test(option) ? Number(option) : exitWithUsage(usage)), rest };
}
