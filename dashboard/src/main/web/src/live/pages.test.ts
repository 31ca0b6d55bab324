import { expect, test } from 'vitest';
import { address } from './pages';

test('what is not asked for is left out of the address', () => {
  expect(address('/api/devices', {})).toBe('/api/devices');
  expect(address('/api/devices', { text: '', attention: false, pageToken: undefined })).toBe('/api/devices');
  expect(address('/api/devices', { text: 'line 1', states: ['away', 'revoked'], pageSize: 50 })).toBe(
    '/api/devices?text=line+1&states=away&states=revoked&pageSize=50',
  );
});
