import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import { pointed, type Sample, samples, span } from './machine.ts';
import { colour, colours } from './theme.ts';

/** A line of a chart. */
export interface Line {
  /** The name of its colour in the style sheet. */
  readonly colour: string;
  readonly value: (sample: Sample) => number | null | undefined;
  readonly isFilled?: boolean;
  readonly isDashed?: boolean;
}

/** What a chart draws. */
export interface Plot {
  readonly lines: readonly Line[];
  /** The top of the scale: the least that it is, and the most; it grows with what is drawn. */
  readonly top: readonly [least: number, most: number];
  /** Writes a number of the scale. */
  readonly scale: (value: number) => string;
}

/** Pixels left of all charts, for the numbers of their scales. */
export const gutter = 64;

/** Pixels right of all charts, for the half of the last label. */
export const edge = 14;

const font = '11px system-ui, sans-serif';

function axes(scale: (value: number) => string): UPlot.Axis[] {
  const common = {
    font,
    stroke: () => colour('muted'),
    grid: { stroke: () => colour('grid'), width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...common,
      size: 20,
      gap: 2,
      splits: (plot) => [0, 1, 2].map((minutes) => (plot.scales['x']?.max ?? 0) - minutes * 60),
      values: (plot, splits) =>
        splits.map((at) => {
          const minutes = Math.round(((plot.scales['x']?.max ?? 0) - at) / 60);
          return minutes === 0 ? 'now' : `−${minutes} min`;
        }),
    },
    {
      ...common,
      size: gutter,
      gap: 6,
      splits: (plot) => [0, (plot.scales['y']?.max ?? 0) / 2, plot.scales['y']?.max ?? 0],
      values: (_, splits) => splits.map(scale),
    },
  ];
}

function series({ colour: name, isFilled, isDashed }: Line): UPlot.Series {
  return {
    stroke: () => colour(name),
    width: 1.5,
    points: { show: false },
    ...(isFilled ? { fill: () => colour(`${name}-fill`) } : {}),
    ...(isDashed ? { dash: [4, 3] } : {}),
  };
}

/** The top of a scale above a value: a power of 2, as bytes are counted. */
const roundTop = (value: number) => 2 ** Math.ceil(Math.log2(Math.max(1, value)));

function optionsOf({ lines, top: [least, most], scale }: Plot, element: HTMLElement): UPlot.Options {
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [8, edge, 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { y: false, sync: { key: 'machine' }, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: true, range: (_, __, max) => [max - span, max] },
      y: { range: (_, __, max) => [0, Math.min(most, Math.max(least, roundTop(max ?? 0)))] },
    },
    axes: axes(scale),
    series: [{}, ...lines.map(series)],
    hooks: {
      setCursor: [
        (plot) => {
          if (plot.cursor.event) pointed.value = plot.cursor.idx ?? undefined;
        },
      ],
    },
  };
}

const dataOf = (all: readonly Sample[], lines: readonly Line[]): UPlot.AlignedData => [
  all.map(({ time }) => time),
  ...lines.map(({ value }) => all.map((sample) => value(sample) ?? null)),
];

/** The canvas of a chart, as wide and high as it may be. */
export function PlotCanvas({ plot }: { readonly plot: Plot }) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<UPlot>(null);
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    const chart = new UPlot(optionsOf(plot, element), dataOf(samples.peek(), plot.lines), element);
    drawn.current = chart;
    const resized = new ResizeObserver(() => {
      chart.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [plot]);
  useSignalEffect(() => drawn.current?.setData(dataOf(samples.value, plot.lines)));
  useSignalEffect(() => {
    if (colours.value > 0) drawn.current?.redraw(false, true);
  });
  return <div class="plot" ref={place} onPointerLeave={() => (pointed.value = undefined)} aria-hidden="true" />;
}
