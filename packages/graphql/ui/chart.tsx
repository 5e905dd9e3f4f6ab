import type { ComponentChildren } from 'preact';
import { pointed, type Sample, samples } from './machine.ts';

/** The sample that the charts tell in words: the one that the pointer is at, or the newest. */
export function told(): Sample | undefined {
  return samples.value[pointed.value ?? -1] ?? samples.value.at(-1);
}

/** A number as people read it, and as it is. */
export function Value({ of, as }: { readonly of: number | null | undefined; readonly as: (value: number) => string }) {
  return typeof of === 'number' ? <data value={of}>{as(of)}</data> : <span class="none">–</span>;
}

/** A number beside a chart, with the colour of its line. */
export function Reading(props: {
  readonly name: string;
  readonly colour?: string;
  readonly isDashed?: boolean;
  readonly children: ComponentChildren;
}) {
  const { name, colour, isDashed = false, children } = props;
  return (
    <div class="reading">
      <dt>
        {colour && <i class={`key ${colour}`} data-dashed={isDashed} aria-hidden="true" />}
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A chart: its name and numbers, and below them how they moved. */
export function Chart(props: {
  readonly name: string;
  /** What its numbers are, where their names do not say it. */
  readonly hint?: string;
  readonly readings: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const id = `chart-${props.name.toLowerCase()}`;
  return (
    <section class="chart" aria-labelledby={id} data-chart={props.name.toLowerCase()}>
      <header>
        <h2 id={id}>{props.name}</h2>
        {props.hint && <span class="hint">{props.hint}</span>}
        <dl>{props.readings}</dl>
      </header>
      {props.children}
    </section>
  );
}
