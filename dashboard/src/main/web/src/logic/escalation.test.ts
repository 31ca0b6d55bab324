import { expect, test } from 'vitest';
import type { EscalationInForce } from '../messages';
import { percent } from './format';
import { originOf, settingsOf } from './escalation';

const settings = { policy: 'even', budgetBps: 250_000, framesPerHour: 60, auditShare: 0.035, framing: 'whole' };
const inForce = (change: object = {}): EscalationInForce => ({ settings, origin: 'deployment', refused: '', ...change });

test('settings are one line with their units', () => {
  expect(settingsOf(inForce()).replace(/\u202f/g, ' ')).toBe(
    'policy even, at most 250 kbit/s, 60 frames an hour, 3.5 % audits, whole frames',
  );
  expect(settingsOf(inForce({ settings: { auditShare: 1 } }))).toBe(`${percent(1)} audits`);
  expect(settingsOf(inForce({ settings: undefined }))).toBe('');
});

test('whose settings they are is said, also by a newer device', () => {
  expect(originOf(inForce())).toBe('as the deployment says');
  expect(originOf(inForce({ origin: 'local' }))).toContain('wins over');
  expect(originOf(inForce({ origin: '' }))).toBe('as the device says');
});
