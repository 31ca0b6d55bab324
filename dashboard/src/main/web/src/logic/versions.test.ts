import { expect, test } from 'vitest';
import { metricsOf, summaryOf, versionOf } from './fixtures';
import { accuracyOverVersions, ap50, gainOverParent, currentVersion, spread } from './versions';

test('accuracy over versions, oldest first, with gaps where a variant is missing', () => {
  const series = accuracyOverVersions(
    [versionOf(3, { fp32: 0.7, int8: 0.69 }), versionOf(1, { fp32: 0.4 }), versionOf(2, { fp32: null })],
    'student',
  );
  expect(series.numbers).toEqual([1, 3]);
  expect(series.lines.map((l) => [l.variant, l.ap50])).toEqual([
    ['fp32', [0.4, 0.7]],
    ['int8', [null, 0.69]],
  ]);
});

test('versions are compared by the float variant, or by another if it was not measured', () => {
  expect(ap50(versionOf(1, { int8: 0.3, fp32: 0.5 }))).toBe(0.5);
  expect(ap50(versionOf(1, { fp32: null, int8: 0.3 }))).toBe(0.3);
  expect(ap50(undefined)).toBeUndefined();
});

test('a gain is computed on the same pictures, not from the parent’s own metrics', () => {
  const parent = (number: number, ap50: number) => ({ baseline: metricsOf(ap50), parent: { name: 'student', number } });
  const two = versionOf(2, { fp32: 0.62 }, parent(1, 0.44));
  const three = versionOf(3, { fp32: 0.61 }, parent(2, 0.46)); // on harder pictures
  expect(gainOverParent(three)!.ap50).toBeCloseTo(0.15);
  expect(gainOverParent(three)!.over).toEqual({ name: 'student', number: 2 });
  expect(gainOverParent(versionOf(1, { fp32: 0.4 }))).toBeUndefined();
  expect(gainOverParent(undefined)).toBeUndefined();
  expect(accuracyOverVersions([three, two, versionOf(1, { fp32: 0.4 })], 'student').parents).toEqual([null, 0.44, 0.46]);
});

test('the current version is the desired one, or the newest while more devices run it', () => {
  const desired = versionOf(2, {}, { devices: 2 });
  expect(currentVersion(summaryOf({ version: versionOf(3, {}, { devices: 1 }), desired }))).toBe(desired);
  const three = versionOf(3, {}, { devices: 5 });
  expect(currentVersion(summaryOf({ version: three, desired }))).toBe(three);
  expect(currentVersion(summaryOf({ version: three }))).toBe(three);
});

test('how many devices run the version that they should', () => {
  const desired = versionOf(2, {}, { devices: 2 });
  const devices = { online: 3, away: 0, revoked: 0, trainable: 0, otherVersion: 0 };
  expect(spread(summaryOf())).toBe('');
  expect(spread(summaryOf({ desired, devices }))).toBe('2 on student:2');
  expect(spread(summaryOf({ desired, devices: { ...devices, otherVersion: 1 } }))).toBe('2 on student:2, 1 on others');
});
