// Figures over time as charts draw them: words, and points in columns of equal spans.
import { bytes, count, figure, millis, percent } from './format';
import type { History, HistoryLine } from '../messages';

/** What a chart is called; figures that are not here are called as they are. */
const TITLES: Record<string, string> = {
  frames: 'Frames answered',
  escalations: 'Frames escalated',
  bytes: 'Bytes of frames',
  verdicts: 'Verdicts',
  audits: 'Audits',
  share: 'Share escalated',
  budget: 'Upload budget in use',
  latency: 'Latency of a frame, median',
  'latency-p95': 'Latency of a frame, 95th percentile',
  'verdict-delay': 'Time to a verdict',
  devices: 'Devices online',
  cameras: 'Cameras',
  waiting: 'Frames waiting for a teacher',
  trainable: 'Devices ready for a round',
  versions: 'Devices by version',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1',
};

export const titleOf = (name: string) => TITLES[name] ?? name;

/** A value as text. */
export function words(value: number, unit: string): string {
  if (unit === '') return percent(value);
  if (unit === '1/s') return `${value >= 0.1 || value === 0 ? figure(value) : value.toPrecision(2)}/s`;
  if (unit === 'bytes/s') return `${bytes(value)}/s`;
  if (unit === 'ms') return value > 0 ? millis(value) : '0 ms';
  return Number.isInteger(value) ? count(value) : value.toFixed(1);
}

export interface Drawn {
  /** "student:7"; empty where there is one line. */
  detail: string;
  values: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

export interface Columns {
  /** Begin of each span, seconds. */
  at: number[];
  unit: string;
  lines: Drawn[];
}

/** The lines of a figure over all spans of an answer; a span of which nothing is known is null, so that its line breaks. */
export function columns(history: History, name: string): Columns {
  const spans = Math.max(1, Math.ceil((history.toMs - history.fromMs) / history.stepMs));
  const at = Array.from({ length: spans }, (_, i) => (history.fromMs + i * history.stepMs) / 1000);
  const lines = history.lines.filter((line) => line.figure === name);
  return { at, unit: lines[0]?.unit ?? '', lines: lines.map((line) => drawn(line, history, spans)) };
}

function drawn(line: HistoryLine, history: History, spans: number): Drawn {
  const empty = () => new Array<number | null>(spans).fill(null);
  const result: Drawn = { detail: line.detail, values: empty(), low: empty(), high: empty() };
  for (const point of line.points) {
    const i = Math.floor((point.atMs - history.fromMs) / history.stepMs);
    if (i < 0 || i >= spans) continue;
    result.values[i] = point.value;
    result.low[i] = point.low;
    result.high[i] = point.high;
  }
  return result;
}

/** The newest value that is known, and the range of all. */
export function outline(line: Drawn): { last: number; low: number; high: number } | undefined {
  const known = line.values.filter((value) => value !== null);
  const last = known[known.length - 1];
  if (last === undefined) return undefined;
  return {
    last,
    low: Math.min(...line.low.filter((value) => value !== null)),
    high: Math.max(...line.high.filter((value) => value !== null)),
  };
}
