import { describe, expect, it } from 'vitest';
import type { HealthSignalResult } from '../messages';
import { figures, places, title } from './health';

const signal: HealthSignalResult = {
  signal: 'objects',
  words: 'objects per frame',
  label: '',
  before: { value: 2, low: 1.5, high: 2.5, blocks: 40 },
  now: { value: 0, low: 0, high: 0.5, blocks: 20 },
  others: undefined,
  least: 0.75,
  most: 6.25,
  state: 'fail',
  devices: 'agent-1',
} as HealthSignalResult;

describe('a signal on its scale', () => {
  it('has all of its intervals and limits between 0 and 100', () => {
    const at = places(signal);
    expect(at.now?.value).toBe(0);
    expect(at.most).toBeCloseTo(100 / 1.05);
    expect(at.before?.low).toBeLessThan(at.before?.value ?? 0);
    expect(at.others).toBeUndefined();
  });

  it('is told in words', () => {
    expect(title({ ...signal, label: 'open', words: 'share of objects' })).toBe('share of objects of class open');
    expect(figures(signal.before)).toBe('2.00 (1.50 to 2.50)');
    expect(figures(undefined)).toBe('–');
  });
});
