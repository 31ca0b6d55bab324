import { describe, expect, it } from 'vitest';
import { interval, signed } from './gates';

describe('gates', () => {
  it('shows differences with their sign', () => {
    expect(signed(0.0123)).toBe('+0.012');
    expect(signed(-0.2)).toBe('−0.200');
    expect(signed(-0.0001)).toBe('0.000');
  });

  it('shows both bounds, or that nothing is known', () => {
    const measure = { sample: 'audits', difference: 0.01, low: -0.008, high: 0.032, frames: 60, objects: 300 };
    expect(interval(measure)).toBe('−0.008 to +0.032');
    expect(interval({ ...measure, low: -1, high: 1 })).toBe('unknown');
  });
});
