/** A character as JSON writes it by its number: both halves of one that has two. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Text that a terminal only shows: what would steer it, in names and arguments that others chose, is escaped. Lines stay. */
export const printable = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);

/** Text as one line that a terminal only shows. */
export const printableLine = (text: string): string => printable(text).replaceAll('\n', '\\u000a');
