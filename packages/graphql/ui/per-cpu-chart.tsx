import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Chart, displayedSample, FormattedValue, LegendEntry } from './chart.tsx';
import { formatPercent } from './format.ts';
import { axisWidth, rightPadding } from './line-chart.tsx';
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

function drawAxis({ context, height }: DrawingArea, cpuCount: number): void {
  const rowHeight = height / cpuCount;
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(14 / rowHeight)));
  context.fillStyle = themeColor('muted');
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let cpu = 0; cpu < cpuCount; cpu += step) {
    context.fillText(String(cpu), axisWidth - 6, Math.min(height - 5, Math.max(5, (cpu + 0.5) * rowHeight)));
  }
}

/** Draws one row for each CPU, from the oldest sample to the newest. */
function draw(canvas: HTMLCanvasElement): void {
  const area = prepareCanvas(canvas);
  const cpuCount = Math.max(0, ...samples.value.map(({ cpu }) => cpu?.percentPercpu.length ?? 0));
  if (!area || cpuCount === 0) return;
  const { context, width, height } = area;
  const rowHeight = height / cpuCount;
  const barHeight = rowHeight - (rowHeight > 4 ? 2 : 0);
  const right = width - rightPadding;
  const pixelsPerSecond = (right - axisWidth) / chartSeconds;
  const newest = samples.value.at(-1)?.time ?? 0;
  context.fillStyle = themeColor('grid');
  for (let cpu = 0; cpu < cpuCount; cpu++) {
    context.fillRect(axisWidth, cpu * rowHeight, right - axisWidth, barHeight);
  }
  context.fillStyle = themeColor('blue');
  for (const [index, { time, cpu: sample }] of samples.value.entries()) {
    const previous = samples.value[index - 1]?.time ?? time - 1;
    const x = Math.max(axisWidth, right - (newest - previous) * pixelsPerSecond);
    const length = right - (newest - time) * pixelsPerSecond - x;
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
  drawAxis(area, cpuCount);
}

function setHoveredIndex({ offsetX, currentTarget }: PointerEvent): void {
  const right = (currentTarget as HTMLCanvasElement).clientWidth - rightPadding;
  const newest = samples.value.at(-1)?.time ?? 0;
  const time = newest - ((right - offsetX) / (right - axisWidth)) * chartSeconds;
  const index = samples.value.findIndex((sample) => sample.time >= time);
  hoveredIndex.value = index < 0 || offsetX < axisWidth ? undefined : index;
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

/** Number of CPUs up to which the legend is visible; a longer legend is rendered for screen readers only. */
const maxVisibleEntries = 4;

/** Usage of each logical CPU; nothing if there is only one, which the CPU chart shows. */
export function PerCpuChart() {
  const percents = displayedSample()?.cpu?.percentPercpu ?? [];
  if (percents.length < 2) return null;
  const highest = Math.max(...percents);
  const isLong = percents.length > maxVisibleEntries;
  return (
    <Chart
      id="per-cpu"
      title="Per-CPU usage"
      legend={
        <>
          {isLong && (
            <LegendEntry label={`Highest of ${percents.length}: CPU ${percents.indexOf(highest)}`}>
              <FormattedValue value={highest} format={formatPercent} />
            </LegendEntry>
          )}
          <div class={isLong ? 'visually-hidden' : 'per-cpu-legend'} data-per-cpu>
            {percents.map((percent, cpu) => (
              <LegendEntry key={cpu} label={`CPU ${cpu}`}>
                <FormattedValue value={percent} format={formatPercent} />
              </LegendEntry>
            ))}
          </div>
        </>
      }
    >
      <PerCpuCanvas />
    </Chart>
  );
}
