import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Chart, Reading, told, Value } from './chart.tsx';
import { pointed, samples, span } from './machine.ts';
import { gutter, edge as right } from './plot.tsx';
import { colour, colours } from './theme.ts';
import { percent } from './units.ts';

/** Pixels of a band from which on its height can tell how busy a core was; below that its colour does. */
const readable = 10;

interface Area {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

function areaOf(canvas: HTMLCanvasElement): Area | undefined {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return undefined;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  context.scale(devicePixelRatio, devicePixelRatio);
  return { context, width, height };
}

function drawNames({ context, height }: Area, cores: number): void {
  const band = height / cores;
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(14 / band)));
  context.fillStyle = colour('muted');
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let core = 0; core < cores; core += step) {
    context.fillText(String(core), gutter - 6, Math.min(height - 5, Math.max(5, (core + 0.5) * band)));
  }
}

/** A band for each core, as high as there is room, from the oldest sample to the newest. */
function draw(canvas: HTMLCanvasElement): void {
  const area = areaOf(canvas);
  const all = samples.value;
  const cores = Math.max(0, ...all.map(({ cpu }) => cpu?.percentPercpu.length ?? 0));
  if (!area || cores === 0) return;
  const { context, width, height } = area;
  const band = height / cores;
  const space = band > 4 ? 2 : 0;
  const perSecond = (width - gutter - right) / span;
  const newest = all.at(-1)?.time ?? 0;
  context.fillStyle = colour('grid');
  for (let core = 0; core < cores; core++) {
    context.fillRect(gutter, core * band, width - gutter - right, band - space);
  }
  context.fillStyle = colour('blue');
  for (const [index, { time, cpu }] of all.entries()) {
    const before = all[index - 1]?.time ?? time - 1;
    const from = Math.max(gutter, width - right - (newest - before) * perSecond);
    const length = width - right - (newest - time) * perSecond - from;
    if (length <= 0) continue;
    for (const [core, busy] of cpu?.percentPercpu.entries() ?? []) {
      const share = busy / 100;
      context.globalAlpha = band < readable ? share : 0.35 + 0.65 * share;
      const filled = band < readable ? band - space : share * (band - space);
      context.fillRect(from, (core + 1) * band - space - filled, length + 0.5, filled);
    }
  }
  context.globalAlpha = 1;
  drawNames(area, cores);
}

/** Which sample is below the pointer. */
function point({ offsetX, currentTarget }: PointerEvent): void {
  const { clientWidth } = currentTarget as HTMLCanvasElement;
  const newest = samples.value.at(-1)?.time ?? 0;
  const time = newest - ((clientWidth - right - offsetX) / (clientWidth - right - gutter)) * span;
  const index = samples.value.findIndex((sample) => sample.time >= time);
  pointed.value = index < 0 || offsetX < gutter ? undefined : index;
}

function CoresCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    if (canvas.current && colours.value > 0) draw(canvas.current);
  });
  useEffect(() => {
    const resized = new ResizeObserver(() => canvas.current && draw(canvas.current));
    resized.observe(canvas.current as HTMLCanvasElement);
    return () => resized.disconnect();
  }, []);
  return (
    <div class="plot" aria-hidden="true">
      <canvas ref={canvas} onPointerMove={point} onPointerLeave={() => (pointed.value = undefined)} />
    </div>
  );
}

/** How many cores are told in words for all to see: more are for those who cannot see the chart. */
const fewCores = 4;

/** How busy each core was; nothing where there is one, which the chart above shows. */
export function CoresChart() {
  const cores = told()?.cpu?.percentPercpu ?? [];
  if (cores.length < 2) return null;
  const highest = Math.max(...cores);
  return (
    <Chart
      name="Cores"
      readings={
        <>
          {cores.length > fewCores && (
            <Reading name={`busiest of ${cores.length}: core ${cores.indexOf(highest)}`}>
              <Value of={highest} as={percent} />
            </Reading>
          )}
          <div class={cores.length > fewCores ? 'for-readers' : 'cores'} data-cores>
            {cores.map((busy, core) => (
              <Reading key={core} name={`core ${core}`}>
                <Value of={busy} as={percent} />
              </Reading>
            ))}
          </div>
        </>
      }
    >
      <CoresCanvas />
    </Chart>
  );
}
