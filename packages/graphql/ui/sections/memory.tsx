import { formatBytes, formatPercent } from '../format.ts';
import { pollSection } from './section-data.ts';
import { Meter, Placeholder, Values } from './text.tsx';

/** Memory of the machine, in bytes; null if the system does not report a value. */
interface Memory {
  readonly total: number;
  readonly available: number;
  readonly used: number;
  readonly percent: number;
  readonly free: number | null;
  readonly active: number | null;
  readonly inactive: number | null;
  readonly buffers: number | null;
  readonly cached: number | null;
  readonly shared: number | null;
  readonly slab: number | null;
  readonly wired: number | null;
}

interface Swap {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly percent: number;
  readonly sin: number | null;
  readonly sout: number | null;
}

const query = `query Memory {
  memory { total available used percent free active inactive buffers cached shared slab wired }
  swap { total used free percent sin sout }
}`;

const result = pollSection<{ readonly memory: Memory | null; readonly swap: Swap | null }>('memory', query, 5);

/** Parts of the memory that add up to its total, in bytes. */
function parts({
  total,
  used,
  available,
  free,
  buffers,
  cached,
}: Memory): readonly (readonly [string, string, number])[] {
  if (free === null || cached === null) {
    return [
      ['Used', 'blue', used],
      ['Available', 'free', available],
    ];
  }
  return [
    ['Programs and kernel', 'blue', Math.max(0, total - free - (buffers ?? 0) - cached)],
    ['Buffers', 'teal', buffers ?? 0],
    ['Cache', 'orange', cached],
    ['Free', 'free', free],
  ];
}

function Breakdown({ memory }: { readonly memory: Memory }) {
  const all = parts(memory);
  return (
    <>
      <div class="stacked-bar" aria-hidden="true">
        {all.map(([label, color, bytes]) => (
          <span key={label} class={color} style={{ width: `${(100 * bytes) / memory.total}%` }} />
        ))}
      </div>
      <dl class="breakdown">
        {all.map(([label, color, bytes]) => (
          <div key={label}>
            <dt>
              <i class={`square ${color}`} aria-hidden="true" />
              {label}
            </dt>
            <dd>
              {formatBytes(bytes)} <span class="hint">{formatPercent((100 * bytes) / memory.total)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const memoryValues = (memory: Memory) =>
  [
    ['Total', memory.total],
    ['Available', memory.available],
    ['Used (total − available)', memory.used],
    ['Free', memory.free],
    ['Buffers', memory.buffers],
    ['Cached', memory.cached],
    ['Shared, part of the cache', memory.shared],
    ['Slab', memory.slab],
    ['Active', memory.active],
    ['Inactive', memory.inactive],
    ['Wired', memory.wired],
  ] as const;

function SwapBlock({ swap }: { readonly swap: Swap }) {
  return (
    <div class="block">
      <h2>Swap</h2>
      <Meter label="Swap" percent={swap.percent}>
        {formatPercent(swap.percent)} of {formatBytes(swap.total)}
      </Meter>
      <Values
        values={[
          ['Used', swap.used],
          ['Free', swap.free],
          ['Swapped in since boot', swap.sin],
          ['Swapped out since boot', swap.sout],
        ]}
      />
    </div>
  );
}

/** Memory and swap by use. */
export function MemorySection() {
  const { data, failure } = result.value;
  if (!data) return <Placeholder failure={failure} />;
  const { memory, swap } = data;
  return (
    <>
      {memory && (
        <div class="block" data-block="memory">
          <h2>Memory</h2>
          <Breakdown memory={memory} />
          <Values values={memoryValues(memory)} />
        </div>
      )}
      {swap && swap.total > 0 && <SwapBlock swap={swap} />}
    </>
  );
}
