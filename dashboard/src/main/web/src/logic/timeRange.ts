// How far back charts reach, and how it stands in the page's address: "?range=24h".
import { oneOf } from './fleetFilter';

export const RANGES = ['15m', '1h', '24h', '7d', '30d'] as const;
export type TimeRange = (typeof RANGES)[number];

const MINUTE_MS = 60_000;
const RANGE_MS: Record<TimeRange, number> = {
  '15m': 15 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '24h': 1_440 * MINUTE_MS,
  '7d': 10_080 * MINUTE_MS,
  '30d': 43_200 * MINUTE_MS,
};
const WORDS: Record<TimeRange, string> = { '15m': '15 min', '1h': '1 h', '24h': '24 h', '7d': '7 d', '30d': '30 d' };
const USUAL: TimeRange = '1h';

export const rangeMs = (range: TimeRange) => RANGE_MS[range];
export const rangeWords = (range: TimeRange) => WORDS[range];

export function parseRange(search: string): TimeRange {
  return oneOf(RANGES, new URLSearchParams(search).get('range')) || USUAL;
}

/** The address's search with another range; all else in it stays. */
export function withRange(search: string, range: TimeRange): string {
  const rest = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('range='));
  const parts = range === USUAL ? rest : [...rest, `range=${range}`];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** The figures of a short range change while one looks. */
export const pauseMs = (range: TimeRange) => (rangeMs(range) <= 60 * MINUTE_MS ? 10_000 : 60_000);
