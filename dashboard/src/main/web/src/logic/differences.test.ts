import { expect, test } from 'vitest';
import type { EscalatedFrame, FrameObject, ObjectCounts } from '../messages';
import { alternative, differs, inWords, summaryOf } from './differences';

const seen = (label: string, score: number) => ({ label, score, classId: 0 });
const counts = (part: Partial<ObjectCounts>): ObjectCounts => ({
  confirmed: 0,
  missed: 0,
  onlyStudent: 0,
  relabelled: 0,
  unanswered: 0,
  ...part,
});
const frame = (part: Partial<ObjectCounts>, teacherSha256 = 'ab') =>
  ({ cameraId: 'door', agentId: 'line-1', sequence: 7, teacherSha256, counts: counts(part) }) as EscalatedFrame;

test('an object is told from both sides', () => {
  const missed: FrameObject = { disagreement: 'missed', teacher: seen('scratch', 0.914) };
  expect(inWords(missed)).toBe('Teacher: scratch 0.91. Student: nothing.');
  expect(inWords({ disagreement: 'relabelled', teacher: seen('spur', 0.8), student: seen('open', 0.5) })).toBe(
    'Teacher: spur 0.80. Student: open 0.50.',
  );
  expect(inWords({ disagreement: '', student: seen('open', 0.5) })).toBe('Student: open 0.50. No verdict.');
});

test('what is confirmed or unanswered does not differ', () => {
  expect((['', 'confirmed', 'missed', 'false', 'relabelled'] as const).map((disagreement) => differs({ disagreement }))).toEqual(
    [false, false, true, true, true],
  );
});

test('a frame is told by its differences', () => {
  expect(summaryOf(frame({ missed: 2, onlyStudent: 1, confirmed: 4 }))).toBe('2 missed, 1 false');
  expect(summaryOf(frame({ confirmed: 4 }))).toBe('4 confirmed');
  expect(summaryOf(frame({}))).toBe('both saw nothing');
  expect(summaryOf(frame({ unanswered: 3 }, ''))).toBe('no verdict, student: 3 objects');
  expect(summaryOf(frame({}, ''))).toBe('no verdict');
  expect(alternative(frame({ relabelled: 1 }))).toBe('door of line-1, frame 7: 1 relabelled');
});
