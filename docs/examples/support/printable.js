// @ts-check

// Control, format and separator characters, and halves of characters.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** @param {string} character */
function escaped(character) {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}

/**
 * Text that a terminal only shows. Names and arguments are bytes that others chose: raw, they could move the cursor,
 * clear the screen or hide what follows.
 *
 * @param {string} text
 */
export const printable = (text) => text.replace(unprintable, escaped);
