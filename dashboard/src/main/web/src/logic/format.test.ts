import { expect, test } from 'vitest';
import { accuracy, ago, bitRate, brief, bytes, count, duration, loss, percent, plural } from './format';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

test('figures read as people write them', () => {
  expect([0, 999, 1284, 1234567].map(count).map(plain)).toEqual(['0', '999', '1 284', '1 234 567']);
  expect([99_999, 123_456, 12_345_678].map(brief).map(plain)).toEqual(['99 999', '123 k', '12.3 M']);
  expect([0, 999, 1500, 940_000, 73_400_000].map(bytes).map(plain)).toEqual([
    '0 B',
    '999 B',
    '1.5 kB',
    '940 kB',
    '73.4 MB',
  ]);
  expect([500, 34_200, 500_000, 2e6].map(bitRate).map(plain)).toEqual([
    '500 bit/s',
    '34.2 kbit/s',
    '500 kbit/s',
    '2.0 Mbit/s',
  ]);
  expect([0, 0.0529, 0.5, 1].map(percent).map(plain)).toEqual(['0 %', '5.3 %', '50 %', '100 %']);
});

test('what is not known is a dash, not a figure', () => {
  expect([-1, undefined, null, 0].map(accuracy)).toEqual(['–', '–', '–', '0.000']);
  expect([undefined, 0, 2.3456].map(loss)).toEqual(['–', '–', '2.346']);
});

test('spans', () => {
  expect([0, 42_000, 185_000, 1_800_000, 7_800_000, 432_000_000].map(duration).map(plain)).toEqual([
    '0 s',
    '42 s',
    '3 min 5 s',
    '30 min',
    '2 h 10 min',
    '5 d',
  ]);
  expect(ago(0, 5)).toBe('never');
  expect(ago(10_000, 10_900)).toBe('just now');
  expect(plain(ago(10_000, 15_000))).toBe('5 s ago');
  expect(plural(1, 'agent')).toBe('1 agent');
});
