// What requires a person's attention, and why. Pure: the same summary gives the same list.
import type { Summary } from '../messages';
import { subjectPath } from './subject';
import { named } from './versions';

export interface Attention {
  severity: 'warning' | 'error';
  text: string;
  href: string;
  /** When the condition began; 0 if it is a result that stays. */
  sinceMs: number;
}

/** Conditions with a page of their own. */
const PAGES: Record<string, string> = { 'devices-away': '/fleet?attention', quarantine: '/quarantine' };

const ROLLOUT_SEVERITY: Record<string, Attention['severity']> = {
  paused: 'warning',
  undecided: 'warning',
  'rolling-back': 'error',
  'rolled-back': 'error',
  aborted: 'warning',
};

export function attention(summary: Summary): Attention[] {
  const found: Attention[] = summary.alarms.map((alarm) => ({
    severity: alarm.severity === 'error' ? 'error' : 'warning',
    text: alarm.text,
    href: PAGES[alarm.id] ?? subjectPath(alarm.subject) ?? '/events',
    sinceMs: alarm.sinceMs,
  }));
  const { round, distillation, rollout } = summary;
  // Only the newest of each kind counts: a later success replaces an earlier failure.
  if (round?.state === 'failed') found.push(result('warning', `Round ${round.id} failed: ${round.why}`, '/rounds'));
  if (distillation?.state === 'failed')
    found.push(result('warning', `Distillation ${distillation.id} failed: ${distillation.why}`, '/distillations'));
  const severity = rollout && ROLLOUT_SEVERITY[rollout.state];
  if (rollout && severity) {
    const why = rollout.why ? `: ${rollout.why}` : '';
    found.push(result(severity, `Rollout of ${named(rollout.version)} is ${rollout.state}${why}`, '/rollouts'));
  }
  return found.sort((a, b) => a.severity.localeCompare(b.severity));
}

const result = (severity: Attention['severity'], text: string, href: string): Attention => ({
  severity,
  text,
  href,
  sinceMs: 0,
});
