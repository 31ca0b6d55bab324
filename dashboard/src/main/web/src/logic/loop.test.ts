import { expect, test } from 'vitest';
import { figuresOf, roundOf, summaryOf, versionOf } from './fixtures';
import { stations } from './loop';

const still = { escalatedPerS: 0, verdictsPerS: 0 };
const byId = (...args: Parameters<typeof stations>) => Object.fromEntries(stations(...args).map((s) => [s.id, s]));

test('an empty summary has only idle stations', () => {
  const all = stations(summaryOf(), still);
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

test('frames flow while cameras stream, faster with more frames', () => {
  const at = (fps: number) => byId(summaryOf({ figures: figuresOf({ fps }) }), still).frames!;
  expect(at(4).state).toBe('flowing');
  expect(at(12).flow).toBeGreaterThan(at(4).flow);
  expect(at(0).flow).toBe(0);
});

test('an open round is working, with the share of received updates', () => {
  expect(byId(summaryOf({ round: roundOf() }), still).round).toMatchObject({
    state: 'working',
    progress: 0.5,
    detail: '1 of 2 updates',
  });
});

test('a version that failed a gate is trouble', () => {
  const version = versionOf(2, { fp32: 0.4 }, { gatesFailed: ['not-worse'] });
  expect(byId(summaryOf({ version }), still).gate).toMatchObject({
    state: 'trouble',
    detail: 'student:2 passed 0 of 1',
  });
});

test('waiting and lost frames are counted separately', () => {
  const escalations = { accepted: 900, answered: 890, waiting: 10, rejected: 0, bytes: 0, audits: 0, heldOut: 0 };
  const figures = figuresOf({ outboxFrames: 1306, evicted: 4 });
  const station = byId(summaryOf({ figures, escalations, teachersTotal: 1 }), still).verdicts!;
  expect(station.detail.replace(/\u202f/g, '')).toBe('1306 waiting, 4 lost');
  expect(station.state).toBe('trouble');
});
