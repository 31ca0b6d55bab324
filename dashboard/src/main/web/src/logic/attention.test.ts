import { expect, test } from 'vitest';
import type { Alarm } from '../messages';
import { attention } from './attention';
import { roundOf, summaryOf } from './fixtures';

const texts = (summary: Parameters<typeof attention>[0]) => attention(summary).map((a) => a.text);

const alarm = (id: string, severity: Alarm['severity'], text: string, topic = 'device'): Alarm => ({
  id,
  severity,
  sinceMs: 5,
  subject: { topic, object: '', who: '' },
  text,
});

test('a healthy coordinator requires no attention', () => {
  expect(attention(summaryOf())).toEqual([]);
});

test('alarms come first by severity, each with its page', () => {
  const alarms = [alarm('devices-away', 'warning', '3 devices are away'), alarm('disk-full', 'error', 'the disk is full', 'x')];
  const found = attention(summaryOf({ alarms }));
  expect(found.map((a) => [a.text, a.href])).toEqual([
    ['the disk is full', '/events'],
    ['3 devices are away', '/fleet?attention'],
  ]);
  expect(found[0]!.sinceMs).toBe(5);
});

test('a failure requires attention until a newer result replaces it', () => {
  expect(texts(summaryOf({ round: roundOf({ state: 'failed', why: 'too few' }) }))).toEqual(['Round r-1 failed: too few']);
  expect(texts(summaryOf({ round: roundOf({ id: 'r-2', state: 'aggregated' }) }))).toEqual([]);
});
