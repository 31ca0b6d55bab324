import { expect, test } from 'vitest';
import { parse } from './route';

test('addresses of pages', () => {
  expect(parse('/')).toEqual({ page: 'overview' });
  expect(parse('/fleet/')).toEqual({ page: 'fleet' });
  expect(parse('/devices/line%201')).toEqual({ page: 'device', agentId: 'line 1' });
  expect(parse('/teachers')).toEqual({ page: 'teachers' });
  expect(parse('/models')).toEqual({ page: 'models' });
  expect(parse('/deployments')).toEqual({ page: 'deployments' });
  expect(parse('/deployments/boards')).toEqual({ page: 'deployment', name: 'boards' });
  expect(parse('/versions/student/7')).toEqual({ page: 'version', name: 'student', number: 7 });
});

test('what is no page says so', () => {
  for (const path of ['/nothing', '/fleet/x', '/deployments/boards/x', '/versions/student/x', '/versions/student/1/2', '/devices/%zz']) {
    expect(parse(path).page).toBe('unknown');
  }
});
