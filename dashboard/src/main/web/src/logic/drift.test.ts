import { expect, test } from 'vitest';
import type { Drift, NextRound, WatchedSeries } from '../messages';
import { change, nextRound, standing, watched } from './drift';

const drift: Drift = {
  series: 'recall',
  camera: '',
  version: 'student:1',
  foundMs: 2_000,
  sinceMs: 1_000,
  before: 0.917,
  after: 0.31,
  values: 9,
  ended: '',
  text: 'recall fell from 0.92 to 0.31, over 9 audits of student:1',
};
const series: WatchedSeries = { series: 'recall', camera: '', version: 'student:1', values: 120, level: 0.9, suspicion: 0.1 };
const usual: NextRound = { because: '', fruitless: 0, urgent: false };

test('the next round says when and why', () => {
  expect(nextRound(usual, 0)).toBe('when enough verdicts came and enough devices can take part');
  expect(nextRound({ ...usual, because: 'rounds open only by hand' }, 0)).toBe('rounds open only by hand');
  const waits = { ...usual, fruitless: 2, notBeforeMs: 480_000, because: 'the last 2 distillations made no version' };
  expect(nextRound(waits, 0)).toBe('not before 8\u202fmin from now, because the last 2 distillations made no version');
  expect(nextRound(waits, 500_000)).toBe('when enough verdicts came and enough devices can take part');
  expect(nextRound({ ...usual, urgent: true, because: 'drift: recall fell' }, 0)).toBe(
    'as soon as enough devices can take part, because of drift: recall fell',
  );
  expect(nextRound(undefined, 0)).toBe('');
});

test('a drift stands until it is over', () => {
  const over = { ...drift, endedMs: 3_000, ended: 'student:2 answers' };
  expect(standing({ series: [], drifts: [over, drift] })).toEqual([drift]);
  expect(standing(undefined)).toEqual([]);
});

test('a drift says from what to what', () => {
  expect(change(drift)).toBe('0.92 → 0.31');
  expect(change({ ...drift, series: 'hard frames per audit', before: 1.52, after: 21 })).toBe('1.5 → 21.0');
});

test('what is watched is of the version that answered last', () => {
  const other = { ...series, version: 'student:0', level: 0.5 };
  const camera = { ...series, camera: 'agent-1/line' };
  const score = { ...series, series: 'mean score', values: 1, level: 0.654 };
  expect(watched({ series: [camera, series, score, other], drifts: [] })).toBe(
    'Watched of student:1: recall 0.90 over 120 audits; mean score 0.65 over 1 audit.',
  );
  expect(watched({ series: [], drifts: [] })).toBe('No audit has come yet.');
});
