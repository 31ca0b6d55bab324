// How student and teacher differ about a frame, in words.
import type { Detection, EscalatedFrame, FrameObject } from '../messages';
import { plural } from './format';

const box = (seen: Detection | undefined) => (seen ? `${seen.label} ${seen.score.toFixed(2)}` : 'nothing');

/** "Teacher: scratch 0.91. Student: nothing." */
export function inWords(object: FrameObject): string {
  if (!object.disagreement) return `Student: ${box(object.student)}. No verdict.`;
  return `Teacher: ${box(object.teacher)}. Student: ${box(object.student)}.`;
}

export function differs(object: FrameObject): boolean {
  return object.disagreement !== '' && object.disagreement !== 'confirmed';
}

/** How many objects differ, one kind after the other: "2 missed, 1 false". */
export function summaryOf(frame: EscalatedFrame): string {
  const counts = frame.counts;
  if (!counts || !frame.teacherSha256) {
    return counts?.unanswered ? `no verdict, student: ${plural(counts.unanswered, 'object')}` : 'no verdict';
  }
  const parts = [
    [counts.missed, 'missed'],
    [counts.onlyStudent, 'false'],
    [counts.relabelled, 'relabelled'],
  ]
    .filter(([n]) => Number(n) > 0)
    .map(([n, word]) => `${n} ${word}`);
  if (parts.length > 0) return parts.join(', ');
  return counts.confirmed > 0 ? `${counts.confirmed} confirmed` : 'both saw nothing';
}

/** What a person who cannot see the picture should know of it. */
export function alternative(frame: EscalatedFrame): string {
  return `${frame.cameraId} of ${frame.agentId}, frame ${frame.sequence}: ${summaryOf(frame)}`;
}
