// @ts-check

/**
 * Formats rows as aligned columns. The first row is the header.
 *
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly string[]} leftAligned titles of the columns to align to the left; all others are aligned to the right
 */
export function table(rows, leftAligned = []) {
  const [header = []] = rows;
  const columns = header.map((title, column) => {
    const width = Math.max(...rows.map((row) => row[column].length));
    return (/** @type {string} */ cell) => (leftAligned.includes(title) ? cell.padEnd(width) : cell.padStart(width));
  });
  return rows
    .map((row) => row.map((cell, column) => columns[column](cell)).join(' '))
    .map((line) => line.trimEnd())
    .join('\n');
}
