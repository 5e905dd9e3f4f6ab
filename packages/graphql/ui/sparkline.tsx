import { formatDuration } from './format.ts';

const [width, height] = [180, 36];

/** Returns the points of a polyline for each run of known values. */
function polylines(values: readonly (number | null)[], capacity: number, max: number): string[] {
  const step = width / Math.max(1, capacity - 1);
  const start = width - (values.length - 1) * step;
  const runs: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else
      runs
        .at(-1)
        ?.push(`${(start + index * step).toFixed(1)},${(height - 1 - (value / max) * (height - 2)).toFixed(1)}`);
  }
  return runs.filter((run) => run.length > 0).map((run) => (run.length === 1 ? `${run[0]} ${run[0]}` : run.join(' ')));
}

/** A small line chart of the values that the page has received, with the newest and the highest as text. */
export function Sparkline(props: {
  readonly label: string;
  readonly color: string;
  readonly values: readonly (number | null)[];
  /** Number of values in the whole width. */
  readonly capacity: number;
  readonly secondsPerValue: number;
  /** Smallest maximum of the axis. */
  readonly minMax: number;
  readonly format: (value: number) => string;
}) {
  const { label, color, values, capacity, secondsPerValue, minMax, format } = props;
  const known = values.filter((value) => value !== null);
  const highest = Math.max(0, ...known);
  const newest = known.at(-1);
  const max = Math.max(minMax, highest);
  return (
    <figure class="sparkline" data-history={label}>
      <figcaption>
        <span>{label}</span> <strong>{newest === undefined ? '–' : format(newest)}</strong>
        <br />
        <span class="hint" title={`Highest value of the last ${formatDuration(values.length * secondsPerValue)}`}>
          max {format(highest)}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" class={color} aria-hidden="true">
        {polylines(values, capacity, max).map((points, index) => (
          <polyline key={index} points={points} />
        ))}
      </svg>
    </figure>
  );
}
