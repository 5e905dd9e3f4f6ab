import { redactText, truncation } from './redact-text.js';
import { CommandReader, secretAfterName } from './secrets/command-reader.js';
import { redaction } from './secrets/span.js';

/** Limits of the arguments of one process in a response. */
export const cmdlineLimits = {
  /** Length of one argument, in UTF-16 code units. */
  argument: 32 * 1024,
  /** Length of all arguments together, in UTF-16 code units. */
  total: 64 * 1024,
  /** Number of arguments. */
  count: 4096,
} as const;

/** Yields arguments within the limits. `toText` returns an argument as text of at most a length. */
function* boundedArguments(
  cmdline: readonly string[],
  toText: (argument: string, limit: number) => string,
): Generator<string> {
  let rest = cmdlineLimits.total;
  for (const [index, argument] of cmdline.entries()) {
    if (rest <= 0 || index >= cmdlineLimits.count) {
      yield truncation;
      return;
    }
    const limit = Math.min(rest, cmdlineLimits.argument);
    yield toText(argument, limit);
    rest -= Math.min(argument.length, limit);
  }
}

const truncate = (text: string, limit: number): string =>
  text.length > limit ? text.slice(0, limit) + truncation : text;

/** Yields arguments in which passwords, tokens and keys are replaced by `[redacted]`, within the limits. */
export function redactArguments(cmdline: readonly string[]): Generator<string> {
  const reader = new CommandReader();
  return boundedArguments(cmdline, (argument, limit) => {
    const isScript = reader.expectsScript;
    const option = reader.read(argument);
    const secret = option < 0 && !isScript ? secretAfterName(argument) : option;
    return secret < 0 ? redactText(argument, limit) : redactText(argument.slice(0, secret), limit) + redaction;
  });
}

/** Yields arguments unredacted, within the limits. */
export const truncateArguments = (cmdline: readonly string[]): Generator<string> => boundedArguments(cmdline, truncate);

/**
 * Returns a command line in which passwords, tokens and keys are replaced by `[redacted]`. They are recognized by the
 * names before them and by their prefixes; other words stay. A long command line is truncated.
 */
export const redactCmdline = (cmdline: readonly string[]): string[] => [...redactArguments(cmdline)];
