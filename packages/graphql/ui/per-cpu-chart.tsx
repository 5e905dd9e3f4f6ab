import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Chart, displayedSample, FormattedValue, LegendEntry } from './chart.tsx';
import { formatPercent } from './format.ts';
import { chartSeconds, hoveredIndex, samples } from './metrics.ts';
import { themeChanges, themeColor } from './theme.ts';

/** Height of a row, in pixels, from which bars show the usage; lower rows show it by their opacity. */
const minBarHeight = 10;

interface DrawingArea {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

function prepareCanvas(canvas: HTMLCanvasElement): DrawingArea | undefined {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return undefined;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  context.scale(devicePixelRatio, devicePixelRatio);
  return { context, width, height };
}

/** Labels the rows that are high enough. */
function drawLabels({ context, height }: DrawingArea, cpuCount: number): void {
  const rowHeight = height / cpuCount;
  if (rowHeight < 12) return;
  context.fillStyle = themeColor('muted');
  context.font = '10px system-ui, sans-serif';
  context.textBaseline = 'top';
  for (let cpu = 0; cpu < cpuCount; cpu++) context.fillText(String(cpu), 2, cpu * rowHeight + 1);
}

/** Draws one row for each CPU, from the oldest sample to the newest. */
function draw(canvas: HTMLCanvasElement): void {
  const area = prepareCanvas(canvas);
  const cpuCount = Math.max(0, ...samples.value.map(({ cpu }) => cpu?.percentPercpu.length ?? 0));
  if (!area || cpuCount === 0) return;
  const { context, width, height } = area;
  const rowHeight = height / cpuCount;
  const barHeight = rowHeight - (rowHeight > 4 ? 2 : 0);
  const pixelsPerSecond = width / chartSeconds;
  const newest = samples.value.at(-1)?.time ?? 0;
  context.fillStyle = themeColor('grid');
  for (let cpu = 0; cpu < cpuCount; cpu++) {
    context.fillRect(0, cpu * rowHeight, width, barHeight);
  }
  context.fillStyle = themeColor('blue');
  for (const [index, { time, cpu: sample }] of samples.value.entries()) {
    const previous = samples.value[index - 1]?.time ?? time - 1;
    const x = Math.max(0, width - (newest - previous) * pixelsPerSecond);
    const length = width - (newest - time) * pixelsPerSecond - x;
    if (length <= 0) continue;
    for (const [cpu, percent] of sample?.percentPercpu.entries() ?? []) {
      const usage = percent / 100;
      const isBar = rowHeight >= minBarHeight;
      context.globalAlpha = isBar ? 0.35 + 0.65 * usage : usage;
      const filled = isBar ? usage * barHeight : barHeight;
      context.fillRect(x, cpu * rowHeight + barHeight - filled, length + 0.5, filled);
    }
  }
  context.globalAlpha = 1;
  drawLabels(area, cpuCount);
}

function setHoveredIndex({ offsetX, currentTarget }: PointerEvent): void {
  const { clientWidth } = currentTarget as HTMLCanvasElement;
  const newest = samples.value.at(-1)?.time ?? 0;
  const time = newest - (1 - offsetX / clientWidth) * chartSeconds;
  const index = samples.value.findIndex((sample) => sample.time >= time);
  hoveredIndex.value = index < 0 ? undefined : index;
}

function PerCpuCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    if (canvas.current && themeChanges.value > 0) draw(canvas.current);
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => canvas.current && draw(canvas.current));
    observer.observe(canvas.current as HTMLCanvasElement);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="plot" aria-hidden="true">
      <canvas ref={canvas} onPointerMove={setHoveredIndex} onPointerLeave={() => (hoveredIndex.value = undefined)} />
    </div>
  );
}

/** Usage of each logical CPU; nothing if there is only one, which the CPU chart shows. */
export function PerCpuChart() {
  const percents = displayedSample()?.cpu?.percentPercpu ?? [];
  if (percents.length < 2) return null;
  const highest = Math.max(...percents);
  return (
    <Chart
      id="per-cpu"
      title="CPUs"
      legend={
        <>
          <LegendEntry label={`Highest: CPU ${percents.indexOf(highest)}`} isPrimary>
            <FormattedValue value={highest} format={formatPercent} />
          </LegendEntry>
          {percents.map((percent, cpu) => (
            <LegendEntry key={cpu} label={`CPU ${cpu}`} isHidden>
              <FormattedValue value={percent} format={formatPercent} />
            </LegendEntry>
          ))}
        </>
      }
    >
      <PerCpuCanvas />
    </Chart>
  );
}
