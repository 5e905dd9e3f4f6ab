/** Returns the JSON escape of a character; two for a surrogate pair. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Escapes control characters in untrusted text for a terminal. Line breaks stay. */
export const printable = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);

/** Escapes untrusted text for one line of a terminal. */
export const printableLine = (text: string): string => printable(text).replaceAll('\n', '\\u000a');
