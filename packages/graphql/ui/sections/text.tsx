import type { ComponentChildren } from 'preact';
import { escapeInvisible } from '../escape.ts';
import { formatBytes } from '../format.ts';
import type { ProcessReference } from '../process.ts';
import { selectProcess } from '../table-state.ts';

/** Text of the machine, such as a path: isolated from its surroundings, with invisible characters escaped. */
export function Text({ children }: { readonly children: string | null | undefined }) {
  return children ? <bdi>{escapeInvisible(children)}</bdi> : <span class="unknown">–</span>;
}

/** A link that opens the panel of a process. */
export function ProcessLink({ process }: { readonly process: ProcessReference | null }) {
  if (!process) return <span class="unknown">–</span>;
  return (
    <button type="button" class="process-link" onClick={() => selectProcess(process.id)}>
      <bdi>{escapeInvisible(process.name ?? '?')}</bdi> <span class="pid">{process.pid}</span>
    </button>
  );
}

/** The error of a query without data, or a note until its first response. */
export function Placeholder({ failure }: { readonly failure: string | undefined }) {
  return <p class={failure ? 'notice' : 'hint'}>{failure ?? 'Loading …'}</p>;
}

/** Values and their labels; a number is in bytes. Values that the system does not report, which are null, are absent. */
export function Values({
  values,
}: {
  readonly values: readonly (readonly [label: string, value: ComponentChildren])[];
}) {
  return (
    <dl class="values">
      {values.map(
        ([label, value]) =>
          value !== null && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{typeof value === 'number' ? <data value={value}>{formatBytes(value)}</data> : value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** A percentage as a bar and as text; high values have a warning color. */
export function Meter(props: {
  readonly label: string;
  /** From 0 to 100. */
  readonly percent: number;
  /** Percentages from which the color changes. */
  readonly thresholds?: readonly [high: number, critical: number];
  readonly children: ComponentChildren;
}) {
  const { label, percent, thresholds: [high, critical] = [80, 90], children } = props;
  const level = percent >= critical ? 'critical' : percent >= high ? 'high' : 'normal';
  const width = Math.max(0, Math.min(100, percent));
  return (
    <div class="meter" data-level={level}>
      <div
        class="meter-bar"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(width)}
      >
        <span style={{ width: `${width}%` }} />
      </div>
      <span class="meter-text">{children}</span>
    </div>
  );
}
