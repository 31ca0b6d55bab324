import { expect, test } from 'vitest';
import { deviceOf, overviewOf, versionOf } from './fixtures';
import { stations } from './loop';

const still = { escalatedPerS: 0, verdictsPerS: 0 };
const byId = (...args: Parameters<typeof stations>) => Object.fromEntries(stations(...args).map((s) => [s.id, s]));

test('an empty overview has only idle stations', () => {
  const all = stations(overviewOf(), still);
  expect(all.map((s) => s.id)).toEqual([
    'frames',
    'escalated',
    'verdicts',
    'round',
    'distillation',
    'gate',
    'rollout',
    'agents',
  ]);
  expect(all.every((s) => s.state === 'idle' && s.flow === 0)).toBe(true);
});

test('frames flow while cameras stream, faster with more cameras', () => {
  const one = byId(overviewOf({ devices: [deviceOf('a')] }), still).frames!;
  const three = byId(overviewOf({ devices: [deviceOf('a'), deviceOf('b'), deviceOf('c')] }), still).frames!;
  expect(one.state).toBe('flowing');
  expect(three.flow).toBeGreaterThan(one.flow);
  expect(byId(overviewOf({ devices: [deviceOf('a', { state: 'away' })] }), still).frames!.flow).toBe(0);
});

test('an open round is working, with the share of received updates', () => {
  const participant = (state: string) => ({
    agentId: state,
    state,
    examples: 0,
    lossBefore: 0,
    lossAfter: 0,
    updateId: '',
    steps: 0,
    stepsTotal: 0,
  });
  const round = {
    id: 'r',
    state: 'open',
    startedMs: 0,
    endedMs: 0,
    why: '',
    participants: [participant('updated'), participant('training')],
  };
  expect(byId(overviewOf({ rounds: [round] }), still).round).toMatchObject({
    state: 'working',
    progress: 0.5,
    detail: '1 of 2 updates',
  });
});

test('a version that failed a gate is trouble', () => {
  const gates = [{ gate: 'not-worse', passed: false, why: 'worse' }];
  expect(byId(overviewOf({ versions: [versionOf(2, { fp32: 0.4 }, { gates })] }), still).gate).toMatchObject({
    state: 'trouble',
    detail: 'student:2 passed 0 of 1',
  });
});

test('waiting and lost frames are counted separately', () => {
  const device = deviceOf('a');
  Object.assign(device.heartbeat!.escalation!, { outboxFrames: 1306, evicted: 4 });
  const escalations = { accepted: 900, answered: 890, waiting: 10, rejected: 0, bytes: 0, audits: 0, heldOut: 0 };
  const teachers = [{ workerId: 't', modelSha256: '', answered: 0, latencyMs: 0, meanBatch: 0 }];
  const station = byId(overviewOf({ devices: [device], escalations, teachers }), still).verdicts!;
  expect(station.detail.replace(/\u202f/g, '')).toBe('1306 waiting, 4 lost');
  expect(station.state).toBe('trouble');
});
