// Drift of a deployment and its next round, in words. Pure.
import type { Drift, DriftState, NextRound, WatchedSeries } from '../messages';
import { duration, plural } from './format';

/** When the next round opens, and why then. */
export function nextRound(next: NextRound | undefined, nowMs: number): string {
  if (!next) return '';
  if (next.urgent) return `as soon as enough devices can take part, because of ${next.because}`;
  const waitsMs = (next.notBeforeMs ?? 0) - nowMs;
  if (waitsMs > 0) return `not before ${duration(waitsMs)} from now, because ${next.because}`;
  return next.because && next.fruitless === 0 ? next.because : 'when enough verdicts came and enough devices can take part';
}

/** Those that require attention. */
export function standing(state: DriftState | undefined): Drift[] {
  return (state?.drifts ?? []).filter((drift) => drift.endedMs === undefined);
}

/** "0.92 → 0.31"; counts have one decimal place. */
export function change(drift: Drift): string {
  return `${value(drift.series, drift.before)} → ${value(drift.series, drift.after)}`;
}

const value = (series: string, of: number) => of.toFixed(series.startsWith('hard frames') ? 1 : 2);

/** What is watched of the whole deployment, of the version that answered last. */
export function watched(state: DriftState | undefined): string {
  const whole = (state?.series ?? []).filter((one) => one.camera === '');
  const version = whole[0]?.version;
  if (!version) return 'No audit has come yet.';
  const words = whole.filter((one) => one.version === version).map(level);
  return `Watched of ${version}: ${words.join('; ')}.`;
}

const level = (of: WatchedSeries) => `${of.series} ${value(of.series, of.level)} over ${plural(of.values, 'audit')}`;
