import { expect, test } from 'vitest';
import type { History } from '../messages';
import { columns, outline, words } from './figures';

const history: History = {
  fromMs: 60_000,
  toMs: 100_000,
  stepMs: 10_000,
  lines: [
    {
      figure: 'frames',
      detail: '',
      unit: '1/s',
      points: [
        { atMs: 60_000, value: 4, low: 3, high: 5 },
        { atMs: 80_000, value: 6, low: 1, high: 7 },
      ],
    },
  ],
};

test('a span of which nothing is known breaks the line', () => {
  const drawn = columns(history, 'frames');
  expect(drawn.at).toEqual([60, 70, 80, 90]);
  expect(drawn.lines[0]!.values).toEqual([4, null, 6, null]);
  expect(drawn.unit).toBe('1/s');
  expect(outline(drawn.lines[0]!)).toEqual({ last: 6, low: 1, high: 7 });
});

test('a figure without points has no line', () => {
  expect(columns(history, 'budget').lines).toEqual([]);
});

test('values are words of their unit', () => {
  expect(words(0.066, '')).toBe('6.6\u202f%');
  expect(words(0.012, '1/s')).toBe('0.012/s');
  expect(words(62_400, 'bytes/s')).toBe('62.4\u202fkB/s');
  expect(words(3, 'devices')).toBe('3');
  expect(words(0, 'ms')).toBe('0 ms');
});
