/** Control, format, surrogate, and line and paragraph separator characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Escapes invisible characters, such as `\u{202e}`: a process name could otherwise reorder or hide text. */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
