import { expect, test } from 'vitest';
import { address } from './calls';

test('what is not asked for is left out of the address', () => {
  expect(address('ListDevices')).toBe('/api/v1/ListDevices');
  expect(address('ListDevices', { text: '', attention: false, pageToken: undefined })).toBe('/api/v1/ListDevices');
  expect(address('ListDevices', { text: 'line 1', states: ['away', 'revoked'], pageSize: 50 })).toBe(
    '/api/v1/ListDevices?text=line+1&states=away&states=revoked&pageSize=50',
  );
});
