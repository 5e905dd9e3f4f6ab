// @ts-check
import { printable } from './printable.js';

/** @type {Record<string, string>} */
const stateLetters = {
  running: 'R',
  sleeping: 'S',
  'disk-sleep': 'D',
  stopped: 'T',
  'tracing-stop': 't',
  zombie: 'Z',
  dead: 'X',
  idle: 'I',
};

/**
 * Returns the letter of a state, as ps(1) and top(1) print it.
 *
 * @param {string | null | undefined} status
 */
export const stateLetter = (status) => stateLetters[status ?? ''] ?? '?';

/**
 * Returns the command line, or the name in brackets: the command line of a kernel thread is empty, and that of a zombie
 * cannot be read.
 *
 * @param {{ name?: string | null, cmdline?: readonly string[] | null }} info
 */
export const formatCommand = ({ name, cmdline }) => printable(cmdline?.length ? cmdline.join(' ') : `[${name}]`);

/**
 * Truncates a name to a width, with a plus sign as its last character.
 *
 * @param {string} name
 * @param {number} width
 */
export const truncate = (name, width) => (name.length > width ? `${name.slice(0, width - 1)}+` : name);
