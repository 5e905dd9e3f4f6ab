import type { Tree } from './tree.ts';

/** A run of prose: a comment, a string literal or a Markdown page. */
interface Prose {
  readonly path: string;
  readonly text: string;
}

/** The result of {@link checkProse}. */
export interface ProseReport {
  /** The number of words of prose. */
  readonly words: number;
  /** The occurrences of unwanted words, as `path: word`. */
  readonly unwanted: readonly string[];
}

/** Matches a comment, a string literal, a template literal or a regular expression, in this order. */
const tokens = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")`,
    '(?<template>`(?:\\\\[\\s\\S]|[^`\\\\])*`)',
    String.raw`(?<regex>(?<=[(,=:[!&|?{};>]\s*|\breturn\s+)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)`,
  ].join('|'),
  'g',
);

/** Returns whether a string literal is a sentence, such as the name of a test or an error message. */
const isSentence = (literal: string): boolean =>
  !/[\n;{}]|=>|\b(import|await|const)\b/.test(literal) && literal.trim().split(/\s+/).length >= 3;

function proseOfCode(text: string): string[] {
  return [...text.matchAll(tokens)].flatMap(({ groups: { comment, string, template } = {} }) => {
    if (comment !== undefined) return [comment.replace(/^\s*(\/\*+|\*\/|\*|\/\/)|\*\/$/gm, '')];
    const literal = (string ?? template)?.slice(1, -1).replace(/\$\{[^}]*\}/g, 'x');
    return literal !== undefined && isSentence(literal) ? [literal] : [];
  });
}

const proseOfScript = (text: string): string[] =>
  [...text.matchAll(/(?:^|\s)#(?!!)(.*)$/gm)].map(([, comment]) => comment ?? '');

const proseOfMarkdown = (text: string): string =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^( *)(```+|~~~+)[\s\S]*?^\1\2/gm, '')
    .replace(/\]\([^)]*\)/g, ']');

function proseOf([path, text]: readonly [string, string]): Prose[] {
  if (/\.md$/.test(path)) return [{ path, text: proseOfMarkdown(text) }];
  const isScript = /(\.(gyp|sh|ya?ml)|\.ci\/run)$/.test(path);
  return (isScript ? proseOfScript : proseOfCode)(text).map((each) => ({ path, text: each }));
}

/** Splits prose into lower-case words. Code, identifiers, paths and URLs are not words. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/`[^`]*`|\{@\w+[^}]*\}|@\w+/g, ' ')
    .split(/\s+/)
    .map((token) => token.replace(/^["'“”‘’([*_]+|[\]"'“”‘’)*_.,:;!?]+$/g, ''))
    .filter((token) => /^[A-Za-z]?[a-z]+(['’-][a-z]+)*$/.test(token))
    .map((token) => token.toLowerCase());

const unwantedWord = /^(tells?|told|says?|said|asks?|asked|folders?)$/;

/** Counts the words of the prose of all files, and those that personify a program or are not the standard term. */
export function checkProse(tree: Tree): ProseReport {
  let words = 0;
  const unwanted: string[] = [];
  for (const { path, text } of Object.entries(tree).flatMap(proseOf)) {
    const all = wordsOf(text);
    words += all.length;
    all.forEach((word, index) => {
      if (unwantedWord.test(word)) unwanted.push(`${path}: ${word}`);
      if (word === 'gives' && all[index + 1] === 'way') unwanted.push(`${path}: ${word} way`);
    });
  }
  return { words, unwanted };
}
