import { expect, test } from 'vitest';
import { overviewOf, versionOf } from './fixtures';
import { accuracyOverVersions, ap50, gained, onWatch, ownGates } from './versions';

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

/** A version that its parent was asked about, too. */
function judgedBeside(number: number, ap50: number, parent: number) {
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

test('what a version gained is told by its parent on the same pictures, not by what that one got on its own', () => {
  const two = judgedBeside(2, 0.62, 0.44);
  const three = judgedBeside(3, 0.61, 0.46); // on harder pictures
  expect(gained(three)!.ap50).toBeCloseTo(0.15);
  expect(gained(three)!.over).toEqual({ name: 'student', number: 2 });
  expect(gained(versionOf(1, { fp32: 0.4 }))).toBeUndefined();
  expect(gained(undefined)).toBeUndefined();
  expect(accuracyOverVersions([three, two, versionOf(1, { fp32: 0.4 })], 'student').parents).toEqual([null, 0.44, 0.46]);
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
