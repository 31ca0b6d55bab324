import { expect, test } from 'vitest';
import { History } from './history';

test('samples are spaced and bounded, and the newest is always there', () => {
  const history = new History(5, 10, 1000);
  for (let t = 0; t <= 10_000; t += 250) history.add('a', t, t);
  const samples = history.of('a');
  expect(samples.length).toBe(5);
  expect(samples[4]).toEqual({ atMs: 10_000, value: 10_000 });
  expect(samples[1]!.atMs - samples[0]!.atMs).toBe(1000);
});

test('the longest unseen figure is forgotten first', () => {
  const history = new History(5, 2, 0);
  history.add('a', 0, 1);
  history.add('b', 0, 1);
  history.add('a', 1, 1);
  history.add('c', 0, 1);
  expect(['a', 'b', 'c'].map((key) => history.of(key).length)).toEqual([2, 0, 1]);
});

test('rates are per second, and never negative after a restart', () => {
  const history = new History(90, 10, 0);
  expect(history.rate('a', 10_000)).toBe(0);
  history.add('a', 0, 100);
  history.add('a', 4000, 108);
  expect(history.rate('a', 10_000)).toBe(2);
  history.add('a', 8000, 0);
  expect(history.rate('a', 10_000)).toBe(0);
});
