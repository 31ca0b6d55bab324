import { expect, test } from 'vitest';
import { overviewOf, versionOf } from './fixtures';
import { accuracyOverVersions, ap50, gainOverParent, currentVersion, ownGates } from './versions';

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

/** A version whose parent was evaluated on the same pictures. */
function evaluatedWithParent(number: number, ap50: number, parent: number) {
  const version = versionOf(number, { fp32: ap50 });
  const metrics = version.manifest!.variants[0]!.metrics[0]!;
  version.manifest!.baseline = { ...metrics, ap50: parent };
  version.manifest!.lineage = {
    parents: [{ name: 'student', number: number - 1 }],
    teacherSha256: '',
    roundId: '',
    distillationId: '',
    datasetSha256: [],
    updateIds: [],
    recipe: {},
  };
  return version;
}

test('a gain is computed on the same pictures, not from the parent’s own metrics', () => {
  const two = evaluatedWithParent(2, 0.62, 0.44);
  const three = evaluatedWithParent(3, 0.61, 0.46); // on harder pictures
  expect(gainOverParent(three)!.ap50).toBeCloseTo(0.15);
  expect(gainOverParent(three)!.over).toEqual({ name: 'student', number: 2 });
  expect(gainOverParent(versionOf(1, { fp32: 0.4 }))).toBeUndefined();
  expect(gainOverParent(undefined)).toBeUndefined();
  expect(accuracyOverVersions([three, two, versionOf(1, { fp32: 0.4 })], 'student').parents).toEqual([null, 0.44, 0.46]);
});

test('the current version is what most devices run, the newest among equals', () => {
  const two = versionOf(2, {}, { devices: 2 });
  expect(currentVersion(overviewOf({ versions: [versionOf(3, {}, { devices: 1 }), two] }))).toBe(two);
  const three = versionOf(3, {}, { devices: 2 });
  expect(currentVersion(overviewOf({ versions: [three, two] }))).toBe(three);
  const stable = versionOf(1, {}, { aliases: ['stable'] });
  expect(currentVersion(overviewOf({ versions: [versionOf(2, {}), stable] }))).toBe(stable);
});

test('a rejected variant does not count as a failed version', () => {
  const gates = [
    { gate: 'not worse', passed: true, why: '' },
    { gate: 'int8 latency', passed: false, why: '' },
  ];
  expect(ownGates(versionOf(2, { fp32: 0.7, int8: 0.7 }, { gates })).map((g) => g.gate)).toEqual(['not worse']);
});
