// @ts-check

/**
 * Rows as text in columns: the first row is the head. Columns are aligned to the right, those named in `left` to the
 * left.
 *
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly string[]} left
 */
export function table(rows, left = []) {
  const [head = []] = rows;
  const columns = head.map((title, column) => {
    const width = Math.max(...rows.map((row) => row[column].length));
    return (/** @type {string} */ cell) => (left.includes(title) ? cell.padEnd(width) : cell.padStart(width));
  });
  return rows
    .map((row) => row.map((cell, column) => columns[column](cell)).join(' '))
    .map((line) => line.trimEnd())
    .join('\n');
}
