import { expect, test } from 'vitest';
import { parseRange, withRange } from './timeRange';

test('a range stands in the address beside the filters', () => {
  expect(parseRange('')).toBe('1h');
  expect(parseRange('?range=7d&deployment=boards')).toBe('7d');
  expect(parseRange('?range=2d')).toBe('1h');
  expect(withRange('?deployment=boards&range=7d', '24h')).toBe('?deployment=boards&range=24h');
  expect(withRange('?tags=site=hamburg,kind=drone', '15m')).toBe('?tags=site=hamburg,kind=drone&range=15m');
  expect(withRange('?range=7d', '1h')).toBe('');
});
