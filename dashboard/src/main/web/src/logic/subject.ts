// Where the objects that events are about have their pages.
import type { Subject } from '../messages';
import { deploymentPath } from './deployments';

const PLAIN: Record<string, string> = {
  device: '/fleet',
  round: '/rounds',
  distillation: '/distillations',
  rollout: '/rollouts',
  version: '/versions',
  deployment: '/deployments',
  escalation: '/quarantine',
};

/** The page of a subject; undefined if there is none. */
export function subjectPath(subject: Subject | undefined): string | undefined {
  if (!subject) return undefined;
  if (subject.topic === 'device' && subject.object) return `/devices/${encodeURIComponent(subject.object)}`;
  if (subject.topic === 'deployment' && subject.object) return deploymentPath(subject.object);
  const version = /^(.+):(\d{1,9})$/.exec(subject.object);
  if (subject.topic === 'version' && version) return `/versions/${encodeURIComponent(version[1]!)}/${version[2]}`;
  return PLAIN[subject.topic];
}
