// @ts-check

/**
 * A column: its title, its minimum width, and whether it is aligned to the left.
 *
 * @typedef {{ title: string, width?: number, left?: boolean }} Column
 */

/**
 * Formats rows as aligned columns below their titles. A cell longer than the minimum width widens the column.
 *
 * @param {readonly (string | Column)[]} columns a string is the title of a column that is aligned to the right
 * @param {readonly (readonly string[])[]} rows
 */
export function table(columns, rows) {
  const specified = columns.map((column) => (typeof column === 'string' ? { title: column } : column));
  const lines = [specified.map(({ title }) => title), ...rows];
  const widths = specified.map(({ width = 0 }, index) => Math.max(width, ...lines.map((cells) => cells[index].length)));
  const format = (/** @type {string} */ cell, /** @type {number} */ index) =>
    specified[index].left ? cell.padEnd(widths[index]) : cell.padStart(widths[index]);
  return lines.map((cells) => cells.map(format).join(' ').trimEnd()).join('\n');
}
