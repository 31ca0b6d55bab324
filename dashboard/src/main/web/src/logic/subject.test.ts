import { expect, test } from 'vitest';
import { subjectPath } from './subject';

const of = (topic: string, object: string) => subjectPath({ topic, object, who: '' });

test('objects have pages', () => {
  expect(of('device', 'line 1')).toBe('/devices/line%201');
  expect(of('device', '')).toBe('/fleet');
  expect(of('version', 'student:7')).toBe('/versions/student/7');
  expect(of('round', 'r-3')).toBe('/rounds');
  expect(of('teacher', 't')).toBeUndefined();
  expect(subjectPath(undefined)).toBeUndefined();
});
