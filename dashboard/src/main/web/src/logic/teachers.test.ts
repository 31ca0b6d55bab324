import { expect, test } from 'vitest';
import { quotas } from './teachers';

test('quotas are said in words', () => {
  const none = { name: 'a', waiting: 0, atQuota: '', deferred: 0 };
  expect(quotas(none)).toBe('as much as there is room for');
  expect(quotas({ ...none, framesPerHour: 300, teacherShare: 0.255 })).toBe(
    '300 frames an hour, 25.5 % of the teacher’s time',
  );
});
