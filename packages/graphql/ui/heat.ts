/** Background intensities of table cells, from 0 (idle) to 1 (full load). */

const clamp = (value: number) => Math.max(0, Math.min(1, value));

/** Square root: 5 % has a quarter of the intensity of 100 %, so that light loads remain visible. */
const squareRoot = (ratio: number) => Math.sqrt(clamp(ratio));

/** Intensity of a percentage; more than 100 % has that of 100 %. */
export const percentHeat = (percent: number): number => squareRoot(percent / 100);

const lowestRate = 2 ** 12;
const highestRate = 2 ** 30;

/** Intensity of a transfer rate: logarithmic from 4 KiB/s to 1 GiB/s. */
export const rateHeat = (rate: number): number =>
  rate <= lowestRate ? 0 : clamp(Math.log(rate / lowestRate) / Math.log(highestRate / lowestRate));
