import { rootFields } from '../fields.js';
import { machineSample, metricNames, subscribeToMetrics } from './subscription.js';

/** Maximum number of samples: those of 5 minutes. */
const defaultMaxSamples = 300;

type MachineSample = ReturnType<typeof machineSample>;

/** Samples the metrics of the machine, which are shared with subscriptions of the same interval. */
export class MachineHistory {
  #samples: MachineSample[] = [];
  #controller: AbortController | undefined;
  readonly #interval: number;
  readonly #maxSamples: number;

  /** The interval is in seconds. */
  constructor(interval = 1, maxSamples = defaultMaxSamples) {
    this.#interval = interval;
    this.#maxSamples = maxSamples;
  }

  /** Starts to sample. It does not keep the process running. */
  start(): void {
    this.stop();
    this.#controller = new AbortController();
    void this.#record(this.#controller.signal);
  }

  /** Stops, and discards the samples. */
  stop(): void {
    this.#controller?.abort();
    this.#controller = undefined;
    this.#samples = [];
  }

  async #record(signal: AbortSignal): Promise<void> {
    const options = { signal, isBackground: true };
    for await (const events of subscribeToMetrics(metricNames, this.#interval, options)) {
      if (signal.aborted) return;
      this.#samples.push(machineSample(metricNames, events));
      if (this.#samples.length > this.#maxSamples) this.#samples.shift();
    }
  }

  /** Returns the samples of the last seconds, or all of them, oldest first. */
  samples(seconds = Number.POSITIVE_INFINITY): readonly MachineSample[] {
    if (!(seconds > 0)) throw new RangeError(`seconds must be greater than 0: ${seconds}`);
    const start = Date.now() / 1000 - seconds;
    return this.#samples.filter(({ time }) => time >= start);
  }
}

/** `Query.history`. */
export const history = rootFields({
  '"Metrics of the machine in the last 5 minutes, once per second, oldest first; null if the server keeps no history." history("Time of the oldest sample, in seconds before now. Default: all samples." seconds: Float): [MachineSample!]':
    (_, { seconds }, context) => context?.history?.samples(seconds ?? undefined) ?? null,
});
