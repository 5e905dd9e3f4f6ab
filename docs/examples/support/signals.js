// @ts-check
import { constants } from 'node:os';
import { refuse } from './command.js';

/** Names of the signals, without SIG, by their number. SIGIOT is another name of SIGABRT. */
const names = new Map(
  Object.entries(constants.signals)
    .filter(([name]) => name !== 'SIGIOT')
    .map(([name, number]) => [number, name.slice('SIG'.length)]),
);

/**
 * Parses a signal such as `TERM`, `SIGTERM` or `15` and returns its number. Exits with the usage if there is none.
 *
 * @param {string} text
 */
export function parseSignal(text) {
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toUpperCase();
  const [, number] = Object.entries(constants.signals).find(([each]) => each === name || each === `SIG${name}`) ?? [];
  return number ?? refuse(`unknown signal '${text}'`);
}

/**
 * Removes a signal such as `-TERM`, `-SIGTERM` or `-15` from the start of the arguments, unless its letter is an option.
 *
 * @param {readonly string[]} args
 * @returns {{ signal: string | undefined, args: readonly string[] }}
 */
export function takeSignal(args) {
  const [first = '', ...rest] = args;
  const isSignal = /^-(\d+|[A-Z][A-Z\d]+)$/.test(first);
  return isSignal ? { signal: first.slice(1), args: rest } : { signal: undefined, args };
}

/** Returns the names of all signals in the order of their numbers, on lines of at most 80 columns. */
export function listSignals() {
  const sorted = [...names].sort(([a], [b]) => a - b).map(([, name]) => name);
  const lines = [''];
  for (const name of sorted) {
    const line = `${lines.at(-1)} ${name}`.trimStart();
    if (line.length <= 80) lines[lines.length - 1] = line;
    else lines.push(name);
  }
  return lines.join('\n');
}

/**
 * Converts a signal name to its number, or a number, or the exit code of a process that the signal killed, to the name.
 *
 * @param {string} text
 */
export function convertSignal(text) {
  if (!/^\d+$/.test(text)) return String(parseSignal(text));
  const number = Number(text);
  return names.get(number > 128 ? number - 128 : number) ?? refuse(`unknown signal '${text}'`);
}
