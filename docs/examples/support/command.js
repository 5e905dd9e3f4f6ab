// @ts-check
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Popen, Process } from '@psutil/psutil';
import { printable } from './printable.js';

/**
 * An option of the command line, with its description and, if it has a value, the name of the value.
 *
 * @typedef {{
 *   type: 'boolean' | 'string', short?: string, multiple?: boolean, value?: string, description: string
 * }} Option
 */

/** @type {Option} */
const help = { type: 'boolean', description: 'print this text' };

// As a program that SIGPIPE ended, when the reader of a pipe such as `| head` has closed it. Node.js ignores SIGPIPE.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
  process.exit(128 + 13);
});

const program = basename(process.argv[1] ?? '');
let usage = '';

/**
 * Prints a reason and the usage to standard error and exits with code 2.
 *
 * @param {string} reason
 * @returns {never}
 */
export function refuse(reason) {
  console.error(`${program}: ${printable(reason)}\n${usage}`);
  process.exit(2);
}

/** @param {readonly [name: string, option: Option]} entry */
function formatOption([name, { short, value }]) {
  const long = name.length > 1 ? `--${name}` : undefined; // a name of one letter has no long form
  const forms = [short && `-${short}`, long].filter((form) => form !== undefined);
  return `${forms.join(', ')}${value === undefined ? '' : ` ${value}`}`;
}

/**
 * @param {Record<string, Option>} options
 * @param {string} operands
 */
function describe(options, operands) {
  const entries = Object.entries(options);
  const flags = entries.flatMap(([, { short, value }]) => (short && value === undefined ? [short] : []));
  const others = entries.filter(([, option]) => option !== help && (!option.short || option.value !== undefined));
  const forms = others.map(([name, { short, value }]) => {
    const form = short ? `-${short}` : `--${name}`;
    return value === undefined ? `[${form}]` : `[${form} ${value}]`;
  });
  const synopsis = [program, ...(flags.length > 0 ? [`[-${flags.join('')}]`] : []), ...forms, operands];
  const width = Math.max(...entries.map((entry) => formatOption(entry).length));
  const lines = entries.map((entry) => `  ${formatOption(entry).padEnd(width)}  ${entry[1].description}`);
  return [`usage: ${synopsis.filter(Boolean).join(' ')}`, ...lines].join('\n');
}

/**
 * Separates options, joined with their values, and operands. `parseArgs` refuses a separate value that starts with a
 * hyphen, as in `--sort -rss`.
 *
 * @param {readonly string[]} args
 * @param {Record<string, Option>} options
 * @param {boolean} stopsAtOperand whether all arguments from the first operand on are operands
 */
function separate(args, options, stopsAtOperand) {
  const withValue = new Set(Object.values(options).flatMap(({ short, type }) => (type === 'string' ? [short] : [])));
  const expectsValue = (/** @type {string} */ arg) =>
    arg.startsWith('--')
      ? options[arg.slice(2)]?.type === 'string'
      : [...arg].findIndex((letter) => withValue.has(letter)) === arg.length - 1;
  /** @type {string[]} */
  const parsed = [];
  /** @type {string[]} */
  const operands = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    const isOperand = !arg.startsWith('-') || arg === '-';
    if (arg === '--') return { parsed, operands: [...operands, ...args.slice(index + 1)] };
    if (isOperand && stopsAtOperand) return { parsed, operands: args.slice(index) };
    if (isOperand) operands.push(arg);
    else if (expectsValue(arg) && index + 1 < args.length)
      parsed.push(`${arg}${arg.startsWith('--') ? '=' : ''}${args[++index]}`);
    else parsed.push(arg);
  }
  return { parsed, operands };
}

/**
 * Parses the command line. Prints the usage and exits with code 0 for `--help`. Exits with code 2 if an option is
 * unknown, lacks its value or has one that it should not have, or if there are operands but `operands` is empty.
 *
 * @template {Record<string, Option>} O
 * @param {O} options
 * @param {string} operands their description in the usage
 * @param {{ args?: readonly string[], stopsAtOperand?: boolean }} [settings]
 */
export function parseCommand(options, operands = '', { args = process.argv.slice(2), stopsAtOperand = false } = {}) {
  const all = { ...options, help };
  usage = describe(all, operands);
  const separated = separate(args, all, stopsAtOperand);
  const { values } = parseOrRefuse(() => parseArgs({ args: separated.parsed, options: { ...options, help } }));
  if ('help' in values && values.help) {
    console.log(usage);
    process.exit(0);
  }
  const [unexpected] = separated.operands;
  if (operands === '' && unexpected !== undefined) refuse(`unexpected argument '${unexpected}'`);
  return { values, operands: separated.operands };
}

/**
 * @template T
 * @param {() => T} parse
 */
function parseOrRefuse(parse) {
  try {
    return parse();
  } catch (error) {
    // The rest of the message explains how to pass an operand that starts with a hyphen.
    return refuse(String(/** @type {Error} */ (error).message).split('. ')[0] ?? '');
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
 * Parses a number of digits, possibly with a fraction. Exits with the usage if it is none.
 *
 * @param {string | undefined} text
 * @param {string} name of the value, for the reason
 */
export function parseNumber(text, name, format = /^\d+$/) {
  if (text === undefined) refuse(`missing ${name}`);
  return format.test(text) ? Number(text) : refuse(`invalid ${name} '${text}'`);
}

/**
 * Parses a number of seconds, which may have a fraction but is not 0.
 *
 * @param {string} text
 */
export const parseSeconds = (text) => parseNumber(text, 'number of seconds', /^(?!0*\.?0*$)\d*\.?\d*$/);

/**
 * Parses a PID. Exits with the usage if the argument is missing or not a number.
 *
 * @param {string | undefined} text
 */
export const parsePid = (text) => parseNumber(text, 'PID');

/**
 * Splits lists such as `1,2` or `1 2` into their elements. Exits with the usage if a list is empty.
 *
 * @param {readonly string[]} lists
 */
export const parseLists = (lists) =>
  lists.flatMap((list) => (/[^,\s]/.test(list) ? list.split(/[,\s]+/).filter(Boolean) : refuse('empty list')));

/**
 * Returns the process with a PID. Exits if there is none.
 *
 * @param {string | undefined} text
 */
export function openProcess(text) {
  const pid = parsePid(text);
  return attempt(() => new Process(pid)) ?? process.exit();
}

/**
 * Runs a command and exits with its exit code, as a shell would report it; 127 if it does not exist.
 *
 * @param {readonly string[]} command
 */
export async function runCommand([file = '', ...args]) {
  const child = attempt(() => new Popen([file, ...args], { stdio: 'inherit' }));
  const code = (await child?.wait()) ?? 127;
  process.exitCode = code < 0 ? 128 - code : code;
}

/**
 * Calls a function `count` times, with a pause of some seconds before each call but the first.
 *
 * @param {number} count
 * @param {number} seconds
 * @param {(index: number) => void} action
 */
export async function repeat(count, seconds, action) {
  for (let index = 0; index < count; index++) {
    if (index > 0) await sleep(seconds * 1000);
    action(index);
  }
}
