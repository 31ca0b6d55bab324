import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256 } from './sha256';

test('the digest is that of the standard, however the data comes', () => {
  const data = new Uint8Array(1000).map((_, i) => (i * 31 + 7) % 256);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000]) {
    const wanted = createHash('sha256').update(data.subarray(0, length)).digest('hex');
    expect(new Sha256().update(data.subarray(0, length)).hex()).toBe(wanted);
    const pieces = new Sha256();
    for (let at = 0; at < length; at += 37) pieces.update(data.subarray(at, Math.min(length, at + 37)));
    expect(pieces.hex()).toBe(wanted);
  }
});
