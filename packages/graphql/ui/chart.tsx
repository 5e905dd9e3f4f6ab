import type { ComponentChildren } from 'preact';
import { hoveredIndex, type Sample, samples } from './metrics.ts';

/** Returns the sample that the legends display: the sample under the pointer, or the newest. */
export function displayedSample(): Sample | undefined {
  return samples.value[hoveredIndex.value ?? -1] ?? samples.value.at(-1);
}

/** A formatted number, or a dash if it is unknown. */
export function FormattedValue(props: {
  readonly value: number | null | undefined;
  readonly format: (value: number) => string;
}) {
  const { value, format } = props;
  return typeof value === 'number' ? <data value={value}>{format(value)}</data> : <span class="unknown">–</span>;
}

/** A label, a value and, for a series, the color of its line. */
export function LegendEntry(props: {
  readonly label: string;
  readonly color?: string;
  readonly isDashed?: boolean;
  /** Whether it is visible on a phone. */
  readonly isPrimary?: boolean;
  /** Whether only screen readers read it. */
  readonly isHidden?: boolean;
  readonly children: ComponentChildren;
}) {
  const { label, color, isDashed = false, isPrimary = false, isHidden = false, children } = props;
  return (
    <div class={`legend-entry ${isPrimary ? 'primary' : ''} ${isHidden ? 'visually-hidden' : ''}`}>
      <dt>
        {color && <i class={`swatch ${color}`} data-dashed={isDashed} aria-hidden="true" />}
        <span class="label">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A chart: title and legend, and below them the plot. */
export function Chart(props: {
  readonly id: string;
  readonly title: string;
  /** Explanation of the values in the legend. */
  readonly hint?: string;
  readonly legend: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const titleId = `chart-${props.id}`;
  return (
    <section class="chart" aria-labelledby={titleId} data-chart={props.id}>
      <header>
        <h2 id={titleId} title={props.hint}>
          {props.title}
          {props.hint && <span class="visually-hidden"> ({props.hint})</span>}
        </h2>
        <dl>{props.legend}</dl>
      </header>
      {props.children}
    </section>
  );
}
