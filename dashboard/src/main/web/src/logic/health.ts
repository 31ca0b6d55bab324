// A rollout's version in the field, as places on a scale. Pure.
import type { FieldInterval, HealthSignalResult, RolloutHealth } from '../messages';
import { count, duration } from './format';

/** Places in percent of the width of a chart. */
export interface Placed {
  value: number;
  low: number;
  high: number;
}

export interface SignalPlaces {
  before?: Placed;
  now?: Placed;
  others?: Placed;
  /** Values beyond these are bad. */
  least?: number;
  most?: number;
}

const known = (of: FieldInterval | undefined): of is FieldInterval => of !== undefined && of.blocks > 0;

/** All of a signal on one scale, which begins at 0 and has some room at its end. */
export function places(signal: HealthSignalResult): SignalPlaces {
  const intervals = [signal.before, signal.now, signal.others].filter(known);
  const ends = [...intervals.map((i) => Math.max(i.high, i.value)), signal.least ?? 0, signal.most ?? 0];
  const scale = Math.max(1e-9, ...ends) * 1.05;
  const at = (value: number) => Math.min(100, Math.max(0, (100 * value) / scale));
  const place = (of: FieldInterval | undefined): Placed | undefined =>
    known(of) ? { value: at(of.value), low: at(of.low), high: at(of.high) } : undefined;
  return {
    before: place(signal.before),
    now: place(signal.now),
    others: place(signal.others),
    least: signal.least === undefined ? undefined : at(signal.least),
    most: signal.most === undefined ? undefined : at(signal.most),
  };
}

export const title = (signal: HealthSignalResult): string =>
  signal.label ? `${signal.words} of class ${signal.label}` : signal.words;

export const figures = (of: FieldInterval | undefined): string =>
  known(of) ? `${of.value.toFixed(2)} (${of.low.toFixed(2)} to ${of.high.toFixed(2)})` : '–';

/** What was seen, of what is needed. */
export function seen(health: RolloutHealth): string {
  const frames = `${count(health.frames)} frames`;
  const objects = `${count(health.objects)} objects`;
  const least = `at least ${count(health.leastFrames)} and ${count(health.leastObjects)}`;
  return `${frames} and ${objects} seen (${least}, and ${duration(health.leastMs)})`;
}
