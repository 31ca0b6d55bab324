import type { GateMeasure } from '../messages';

/** "+0.012", "−0.004": a difference in F1. */
export function signed(difference: number): string {
  const digits = Math.abs(difference).toFixed(3);
  return Number(digits) === 0 ? digits : (difference < 0 ? '−' : '+') + digits;
}

/** "−0.008 to +0.032"; the bounds of what nothing is known of are −1 and 1. */
export function interval(measure: GateMeasure): string {
  return measure.low <= -1 && measure.high >= 1 ? 'unknown' : `${signed(measure.low)} to ${signed(measure.high)}`;
}
