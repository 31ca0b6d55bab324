import { expect, test } from 'vitest';
import { overviewOf, versionOf } from './fixtures';
import { accuracyOverVersions, ap50, onWatch, ownGates } from './versions';

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

test('the float variant speaks for a version, another only where it was not measured', () => {
  expect(ap50(versionOf(1, { int8: 0.3, fp32: 0.5 }))).toBe(0.5);
  expect(ap50(versionOf(1, { fp32: null, int8: 0.3 }))).toBe(0.3);
  expect(ap50(undefined)).toBeUndefined();
});

test('on watch is what most devices run, the newest among equals', () => {
  const two = versionOf(2, {}, { devices: 2 });
  expect(onWatch(overviewOf({ versions: [versionOf(3, {}, { devices: 1 }), two] }))).toBe(two);
  const three = versionOf(3, {}, { devices: 2 });
  expect(onWatch(overviewOf({ versions: [three, two] }))).toBe(three);
  const stable = versionOf(1, {}, { aliases: ['stable'] });
  expect(onWatch(overviewOf({ versions: [versionOf(2, {}), stable] }))).toBe(stable);
});

test('a variant that is left out does not make a version look as if it had failed', () => {
  const gates = [
    { gate: 'not worse', passed: true, why: '' },
    { gate: 'int8 latency', passed: false, why: '' },
  ];
  expect(ownGates(versionOf(2, { fp32: 0.7, int8: 0.7 }, { gates })).map((g) => g.gate)).toEqual(['not worse']);
});
