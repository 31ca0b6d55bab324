import { expect, test } from 'vitest';
import { commands, isHere } from './commands';

const where = { coordinator: '127.0.0.1:7512', options: '--coordinator 127.0.0.1:7512' };

test('a command goes to the coordinator that is shown', () => {
  expect(commands.distiller(where)).toBe('./vedette distiller --coordinator 127.0.0.1:7512');
  expect(commands.rollout(where, 'student:4')).toBe(
    './vedette rollout start student:4 --coordinator 127.0.0.1:7512',
  );
  expect(commands.demo()).toBe('./vedette demo');
});

test('a coordinator is started where the dashboard looks for it', () => {
  expect(commands.coordinator(where)).toBe('./vedette coordinator --port 7512');
  expect(isHere('127.0.0.1:7400')).toBe(true);
  expect(isHere('localhost:7400')).toBe(true);
  expect(isHere('vedette.example.com:7400')).toBe(false);
});

test('before the address is known the usual one is meant', () => {
  expect(commands.coordinator({ coordinator: '', options: '' })).toBe('./vedette coordinator --port 7400');
  expect(commands.distiller({ coordinator: '', options: '' })).toBe('./vedette distiller');
});
