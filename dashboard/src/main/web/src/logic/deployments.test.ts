import { expect, test } from 'vitest';
import type { DeploymentSummary, Rollout } from '../messages';
import { attentionOf, formatted, obeyed, ordered, sinceDone, studentsOf } from './deployments';

function deployment(name: string, parts: Partial<DeploymentSummary> = {}): DeploymentSummary {
  return {
    name,
    model: name,
    selector: `line=${name}`,
    teacher: 'teacher',
    revision: 1,
    devices: 3,
    devicesOnline: 3,
    cameras: 4,
    otherVersion: 0,
    trainable: 2,
    desired: { name, number: 4 },
    desiredWhy: 'rollout',
    ...parts,
  };
}

function rollout(state: Rollout['state'], parts: Partial<Rollout> = {}): Rollout {
  return {
    id: 'boards-o-4',
    deployment: 'boards',
    version: { name: 'boards', number: 4 },
    state,
    startedMs: 0,
    why: '',
    ...parts,
  } as Rollout;
}

test('a deployment requires attention when nothing makes its devices run what they should', () => {
  expect(attentionOf(deployment('boards'))).toBe('');
  expect(attentionOf(deployment('boards', { otherVersion: 3 }))).toBe(
    '3 devices report another version, and no rollout is under way',
  );
  expect(attentionOf(deployment('boards', { otherVersion: 3, rollout: rollout('waves') }))).toBe('');
  expect(attentionOf(deployment('boards', { desired: undefined }))).toBe(
    'no version yet: register one of the model boards and roll it out',
  );
  expect(attentionOf(deployment('boards', { rollout: rollout('rolled-back', { why: 'the canary failed' }) }))).toBe(
    'rollout boards-o-4 is rolled-back: the canary failed',
  );
});

test('attention comes first, then the name', () => {
  const all = [deployment('films'), deployment('boards'), deployment('new', { desired: undefined })];
  expect(ordered(all).map((one) => one.name)).toEqual(['new', 'boards', 'films']);
});

test('a rollout is not just done where devices report another version', () => {
  const done = rollout('done');
  expect(sinceDone(done, [deployment('boards', { otherVersion: 0, rollout: done })])).toBe('');
  const broken = deployment('boards', { otherVersion: 1, rollout: done });
  expect(sinceDone(done, [broken])).toBe('done; 1 device reports another version now');
  expect(sinceDone({ ...done, id: 'boards-o-3' }, [broken])).toBe('');
  expect(sinceDone(rollout('waves'), [broken])).toBe('');
  const moved = { ...broken, desired: { name: 'boards', number: 3 } };
  expect(sinceDone(done, [moved])).toBe('');
});

test('what it obeys is read group by group, and what was applied is marked', () => {
  const spec = {
    name: 'boards',
    ownTags: false,
    rounds: { manual: true, minInterval: 'PT1H30M', patience: 'PT0.5S', epochs: 2 },
    rollouts: { canary: null },
  };
  const groups = obeyed(JSON.stringify(spec), '{"name": "boards", "rounds": {"epochs": 2}}');
  expect(groups.map((group) => group.title)).toEqual(['Deployment', 'Rounds']);
  expect(groups[0]!.rows.map((row) => [row.label, row.value, row.own])).toEqual([
    ['Name', 'boards', true],
    ['Own tags', 'no', false],
  ]);
  expect(groups[1]!.rows.map((row) => [row.key, row.label, row.value, row.own])).toEqual([
    ['rounds.manual', 'Manual', 'yes', false],
    ['rounds.minInterval', 'Min interval', '1\u202fh 30\u202fmin', false],
    ['rounds.patience', 'Patience', '500 ms', false],
    ['rounds.epochs', 'Epochs', '2', true],
  ]);
  expect(obeyed('', '')).toEqual([]);
});

test('a text is formatted only where it is JSON', () => {
  expect(formatted('{"a":{"b":1}}')).toBe('{\n  "a": {\n    "b": 1\n  }\n}');
  expect(formatted('{"a":')).toBe('{"a":');
});

test('students of a device stand beside what they should run', () => {
  const students = [
    { deployment: 'old', cameraIds: ['door'], variant: 'int8', modelSha256: '', replayExamples: 0, learner: '' },
    {
      deployment: 'boards',
      cameraIds: ['infeed'],
      installed: { name: 'boards', number: 3 },
      variant: 'int8',
      modelSha256: '',
      replayExamples: 0,
      learner: '',
    },
  ];
  const deployments = [
    { deployment: 'boards', cameraIds: ['infeed'], desired: { name: 'boards', number: 4 }, desiredWhy: 'rollout boards-o-4' },
    { deployment: 'films', cameraIds: ['film'], desiredWhy: '' },
  ];
  expect(studentsOf(deployments, students).map((one) => [one.deployment, one.student?.installed?.number, one.differs])).toEqual([
    ['boards', 3, true],
    ['films', undefined, false],
    ['old', undefined, false],
  ]);
});
