import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import { isCompact } from './media.ts';
import { chartSeconds, hoveredIndex, type Sample, samples } from './metrics.ts';
import { themeChanges, themeColor } from './theme.ts';

/** A series of a line chart. */
export interface Series {
  /** Name of its color in colors.css. */
  readonly color: string;
  readonly value: (sample: Sample) => number | null | undefined;
  readonly isFilled?: boolean;
  readonly isDashed?: boolean;
}

/** Options of a line chart. */
export interface LineChartOptions {
  readonly series: readonly Series[];
  /** Bounds of the maximum of the y axis, which adapts to the values. */
  readonly maxRange: readonly [min: number, max: number];
  /** Formats a label of the y axis. */
  readonly formatAxis: (value: number) => string;
}

const font = '10px system-ui, sans-serif';

/** Horizontal lines at the maximum, which is labeled inside of the plot, and its half; vertical lines at each minute. */
function axes(formatAxis: (value: number) => string): UPlot.Axis[] {
  const common = {
    font,
    stroke: () => themeColor('muted'),
    grid: { stroke: () => themeColor('grid'), width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...common,
      size: isCompact.value ? 0 : 14,
      gap: 1,
      splits: (plot) => [1, 2].map((minutes) => (plot.scales['x']?.max ?? 0) - minutes * 60),
      values: () => (isCompact.value ? [] : ['−1 min', '−2 min']),
    },
    {
      ...common,
      size: 0,
      gap: -2,
      align: 1,
      grid: { ...common.grid, filter: (_, splits) => splits.map((split, index) => (index === 2 ? null : split)) },
      splits: (plot) => [0, (plot.scales['y']?.max ?? 0) / 2, plot.scales['y']?.max ?? 0],
      values: (_, splits) => (isCompact.value ? [] : ['', '', formatAxis(splits[2] ?? 0)]),
    },
  ];
}

function plotSeries({ color, isFilled, isDashed }: Series): UPlot.Series {
  return {
    stroke: () => themeColor(color),
    width: 1.5,
    points: { show: false },
    ...(isFilled ? { fill: () => themeColor(`${color}-fill`) } : {}),
    ...(isDashed ? { dash: [4, 3] } : {}),
  };
}

/** Rounds the maximum of an axis up to a power of 2. */
const roundUp = (value: number) => 2 ** Math.ceil(Math.log2(Math.max(1, value)));

function plotOptions({ series, maxRange, formatAxis }: LineChartOptions, element: HTMLElement): UPlot.Options {
  const [min, max] = maxRange;
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [isCompact.value ? 1 : 6, 0, isCompact.value ? 1 : 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { y: false, sync: { key: 'metrics' }, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: true, range: (_, __, newest) => [newest - chartSeconds, newest] },
      y: { range: (_, __, highest) => [0, Math.min(max, Math.max(min, roundUp(highest ?? 0)))] },
    },
    axes: axes(formatAxis),
    series: [{}, ...series.map(plotSeries)],
    hooks: {
      setCursor: [
        (plot) => {
          if (plot.cursor.event) hoveredIndex.value = plot.cursor.idx ?? undefined;
        },
      ],
    },
  };
}

const plotData = (all: readonly Sample[], series: readonly Series[]): UPlot.AlignedData => [
  all.map(({ time }) => time),
  ...series.map(({ value }) => all.map((sample) => value(sample) ?? null)),
];

/** A chart of lines over time that fills its container. */
export function LineChart({ options }: { readonly options: LineChartOptions }) {
  const container = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const compact = isCompact.value;
  useEffect(() => {
    const element = container.current as HTMLDivElement;
    const created = new UPlot(plotOptions(options, element), plotData(samples.peek(), options.series), element);
    plot.current = created;
    const observer = new ResizeObserver(() => {
      created.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
    };
  }, [options, compact]);
  useSignalEffect(() => plot.current?.setData(plotData(samples.value, options.series)));
  useSignalEffect(() => {
    if (themeChanges.value > 0) plot.current?.redraw(false, true);
  });
  return (
    <div class="plot" ref={container} onPointerLeave={() => (hoveredIndex.value = undefined)} aria-hidden="true" />
  );
}
