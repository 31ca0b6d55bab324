import { expect, test } from 'vitest';
import { attention } from './attention';
import { cameraOf, deviceOf, overviewOf } from './fixtures';

const texts = (overview: Parameters<typeof attention>[0]) => attention(overview).map((a) => a.text);

test('a healthy fleet requires no attention', () => {
  expect(attention(overviewOf({ devices: [deviceOf('a'), deviceOf('b')] }))).toEqual([]);
});

test('agents that are away, cameras that fail, and outboxes that overflow', () => {
  const full = deviceOf('c');
  full.heartbeat!.escalation!.evicted = 3;
  const devices = [
    deviceOf('a', { state: 'away' }),
    deviceOf('b', {}, [cameraOf({ state: 'failed', error: 'no route' })]),
    full,
  ];
  expect(texts(overviewOf({ devices }))).toEqual([
    'a: away',
    'b: cam failed: no route',
    'c: 3 escalations removed from a full outbox',
  ]);
});

test('a revoked agent requires no attention', () => {
  expect(
    attention(overviewOf({ devices: [deviceOf('a', { state: 'revoked' }, [cameraOf({ state: 'failed' })])] })),
  ).toEqual([]);
});

test('frames that wait while no teacher is connected', () => {
  const escalations = { accepted: 9, answered: 4, waiting: 5, rejected: 0, bytes: 0, audits: 0, heldOut: 0 };
  const teachers = [{ workerId: 't', modelSha256: '', answered: 4, latencyMs: 1, meanBatch: 1 }];
  expect(texts(overviewOf({ escalations }))).toEqual(['No teacher is connected. 5 frames without a verdict']);
  expect(texts(overviewOf({ escalations, teachers }))).toEqual([]);
});

test('a failure requires attention until a newer result replaces it', () => {
  const failed = { id: 'r-1', state: 'failed', startedMs: 0, endedMs: 1, participants: [], why: 'too few' };
  const newer = { ...failed, id: 'r-2', state: 'aggregated', why: '' };
  expect(texts(overviewOf({ rounds: [failed] }))).toEqual(['Round r-1 failed: too few']);
  expect(texts(overviewOf({ rounds: [newer, failed] }))).toEqual([]);
});
