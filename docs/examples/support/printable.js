// @ts-check

// Control, format and separator characters, and unpaired surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** @param {string} character */
function escapeCharacter(character) {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}

/**
 * Escapes the characters that change the state of a terminal. Any user chooses the names and arguments of its processes:
 * printed unescaped, they could move the cursor, clear the screen or hide the rest of the line.
 *
 * @param {string} text
 */
export const printable = (text) => text.replace(unprintable, escapeCharacter);
