import type { ComponentChildren } from 'preact';
import { escapeInvisible } from '../escape.ts';
import { selectProcess } from '../table-state.ts';

/** Text of the machine, such as a path: isolated from its surroundings, with invisible characters escaped. */
export function Text({ children }: { readonly children: string | null | undefined }) {
  return children ? <bdi>{escapeInvisible(children)}</bdi> : <span class="unknown">–</span>;
}

/** A process of a section. */
export interface ProcessReference {
  readonly id: string;
  readonly pid: number;
  readonly name: string | null;
}

/** A link that opens the panel of a process. */
export function ProcessButton({ process }: { readonly process: ProcessReference | null }) {
  if (!process) return <span class="unknown">–</span>;
  return (
    <button type="button" class="process-link" onClick={() => selectProcess(process.id)}>
      <bdi>{escapeInvisible(process.name ?? '?')}</bdi> <span class="pid">{process.pid}</span>
    </button>
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
