import { expect, test } from 'vitest';
import { lacking, ROLES } from './roles';

test('each role may do what those before it may', () => {
  ROLES.forEach((role, i) =>
    ROLES.forEach((needed, j) => expect(lacking(role, needed) === '', `${role} as ${needed}`).toBe(i >= j)),
  );
});

test('a refusal names both roles', () => {
  expect(lacking('viewer', 'operator')).toBe('This needs an operator; you are a viewer.');
  expect(lacking('operator', 'admin')).toBe('This needs an admin; you are an operator.');
  expect(lacking('', 'reviewer')).toBe('This needs a reviewer.');
});
