/** A part as a share of a whole, 0 to 100; 0 of nothing. */
export const percentOf = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
