// What is said about teachers and the deployments that they answer.
import type { TaughtDeployment, TeacherReplacement } from '../messages';
import { bytes, count } from './format';

/** The start of a digest, enough to tell models apart. */
export const brief = (sha256: string) => sha256.slice(0, 12);

/** What a deployment may use, in words. */
export function quotas(of: TaughtDeployment): string {
  const parts = [
    of.framesPerHour === undefined ? '' : `${count(of.framesPerHour)} frames an hour`,
    of.bytesPerHour === undefined ? '' : `${bytes(of.bytesPerHour)} an hour`,
    of.teacherShare === undefined ? '' : `${Math.round(of.teacherShare * 1000) / 10} % of the teacher’s time`,
  ].filter((part) => part !== '');
  return parts.join(', ') || 'as much as there is room for';
}

/** Those that wait for a decision first. */
export const byState = (all: readonly TeacherReplacement[]): TeacherReplacement[] =>
  [...all].sort((a, b) => Number(b.state === 'comparing') - Number(a.state === 'comparing'));
